import { addressRegisterMigrations, createAddressRegister, parseHerId } from '@samband/address-register';
import { createCertificateAuthority, createTrust, readCertificate } from '@samband/crypto';
import type { Database } from '@samband/db';
import { createExchange, exchangeMigrations } from '@samband/exchange';
import { readMessage } from '@samband/mail';
import { testDatabase } from '@samband/testing';
import { processOfDocument } from './business-process.ts';
import { unpackContent } from './content.ts';
import { gpOffice, hospital, type PartyForTests } from './document-for-tests.ts';
import { createEbxml } from './ebxml.ts';
import { createHandlerKeys, type KeyHolder } from './handler-keys.ts';
import { readEnvelope } from './messages/read-envelope.ts';
import { ebxmlMigrations } from './migrations.ts';
import { createPayloadWriter } from './payload-writer.ts';
import { createStoreReceived } from './received-store.ts';
import type { MailSender, SendOutcome } from './sending.ts';
import { createFindTerms } from './terms.ts';

/** The clock of all nodes of a test file. */
export const clock = { now: new Date('2026-03-02T08:00:00Z') };
export const now = () => clock.now;
export const hoursLater = (hours: number) => new Date(Date.UTC(2026, 2, 2, 8) + hours * 3_600_000);

const parties = [hospital, gpOffice];
const authority = await createCertificateAuthority({ name: 'Test CA' }, { now });

type IssuedKey = Awaited<ReturnType<typeof authority.issue>>;

/** Certificates of a party with their private keys, the newest first. */
interface Held {
  readonly signing: IssuedKey[];
  readonly encryption: IssuedKey[];
}

export const held = new Map<PartyForTests, Held>();
for (const party of parties) held.set(party, { signing: [], encryption: [] });
await Promise.all(parties.map(issueTo));

/** One more certificate of each use. */
export async function issueTo(party: PartyForTests): Promise<void> {
  const name = `Virksomhet ${party.organizationHerId}`;
  const owner = { name, organizationNumber: party.organizationNumber };
  held.get(party)?.signing.unshift(await authority.issue(owner, 'sign'));
  held.get(party)?.encryption.unshift(await authority.issue(owner, 'encrypt'));
}

/** The certificates of a party, as the register wants them. */
export function certificatesOf(party: PartyForTests) {
  const asInput = (use: 'signing' | 'encryption') =>
    (held.get(party)?.[use] ?? []).map(({ certificate }) => ({
      use,
      value: Buffer.from(certificate).toString('base64'),
    }));
  return [...asInput('signing'), ...asInput('encryption')];
}

/** The private keys of one party alone, as its own message handler has them. */
export function keysOf(owner: PartyForTests): KeyHolder {
  const find = async (use: keyof Held, thumbprint: string) =>
    held.get(owner)?.[use].find(({ certificate }) => readCertificate(certificate).thumbprint === thumbprint);
  return {
    signingKey: (thumbprint) => find('signing', thumbprint),
    decryptionKey: (thumbprint) => find('encryption', thumbprint),
  };
}

/** A mail server between nodes, in the same process: it gives each mail to whoever the address is of. */
export interface PostOffice {
  /** What was sent, in order. */
  readonly sent: { readonly from: string; readonly to: readonly string[]; readonly bytes: Uint8Array }[];
  /** What becomes of the next mails; delivered when not said. */
  fate: (mail: { readonly from: string; readonly to: readonly string[] }) => 'delivered' | 'lost' | SendOutcome;
  readonly sender: MailSender;
  /** A real way for an address, in the place of the one in this process. */
  route: (address: string) => MailSender | undefined;
  /** Done between the delivery of a mail and its sender's hearing of it. */
  meanwhile: () => Promise<void>;
  /** Resolves when every mail that was delivered is worked on. */
  settled(): Promise<void>;
  connect(
    domain: string,
    take: (mail: { from: string; to: readonly string[]; bytes: Uint8Array }) => Promise<{ done: Promise<void> }>,
  ): void;
}

export function openPostOffice(): PostOffice {
  const takers = new Map<string, Parameters<PostOffice['connect']>[1]>();
  const underWay: Promise<void>[] = [];
  const office: PostOffice = {
    sent: [],
    fate: () => 'delivered',
    route: () => undefined,
    meanwhile: async () => undefined,
    connect: (domain, take) => void takers.set(domain, take),
    async settled() {
      await Promise.all(underWay.splice(0));
    },
    sender: {
      async send(mail) {
        office.sent.push(mail);
        const fate = office.fate(mail);
        if (typeof fate === 'object') return fate;
        if (fate === 'lost') return { kind: 'sent' };
        const route = office.route(mail.to[0] ?? '');
        if (route) return route.send(mail);
        const domain = mail.to[0]?.split('@')[1] ?? '';
        const taken = await takers.get(domain)?.(mail);
        if (!taken) return { kind: 'refused', reason: '550' };
        underWay.push(taken.done);
        await office.meanwhile();
        return { kind: 'sent' };
      },
    },
  };
  return office;
}

export const nodeMigrations = [addressRegisterMigrations, exchangeMigrations, ebxmlMigrations];

/**
 * One Samband: a register that knows everybody, and the keys of its own party. Its own journal systems use EDI 2.0.
 * `migrated`: a database to use in the place of a test's own.
 */
export async function openNode(own: PartyForTests, office: PostOffice, migrated?: Database) {
  const database = migrated ?? (await testDatabase(nodeMigrations));
  const register = createAddressRegister({ database, now, directory: { patienceMs: 60_000 } });
  for (const party of parties) await registerParty(register, party);
  const domain = own.ediAddress.split('@')[1] ?? '';
  const exchangeOf = () => exchange;
  const ebxml = createEbxml({
    ...{ database, register, now, exchange: exchangeOf, keys: keysOf(own), domains: [domain] },
    trust: createTrust({ anchors: [authority.certificate], policy: { policies: 'any', revocation: 'off' }, now }),
    mail: office.sender,
  });
  const exchange = createExchange({ database, register, now, transports: [ebxml.transport] });
  office.connect(domain, ({ from, to, bytes }) =>
    ebxml.receiving.take({ wire: 'smtp', bytes, mailFrom: from, mailTo: to }),
  );
  const actor = { clientId: `client-${own.herId}`, organizationNumber: own.organizationNumber };

  /** Everything that is due goes, until nothing is. */
  async function sendDue(): Promise<void> {
    for (let begun = 1; begun > 0; ) {
      const deliveries = await exchange.deliverDue();
      await Promise.all(deliveries);
      begun = deliveries.length + (await ebxml.outbox.sendDue(new AbortController().signal));
      await office.settled();
    }
  }

  async function kindsOf(messageId: string): Promise<string[]> {
    const traced = (await exchange.trace(messageId)).find(({ message }) => message.id === messageId);
    return traced?.events.map(({ kind }) => kind) ?? [];
  }

  /** What became of something that came in. */
  async function outcomeOf(receivedId: string) {
    const { rows } = await database.pool.query<{ outcome: string; codes: string[]; facts: Record<string, unknown> }>(
      'select outcome, codes, facts from ebxml.received where id = $1',
      [receivedId],
    );
    return rows[0];
  }

  /** The Message-ID of the mail that a message was sent in. */
  async function mailIdOf(messageId: string): Promise<string> {
    const [traced] = await exchange.trace(messageId);
    const sent = traced?.events.find(({ kind }) => kind === 'transferred')?.proof as { envelopeId: string };
    const { rows } = await database.pool.query<{ mail_id: string }>(
      'select mail_id from ebxml.outgoing where id = $1',
      [sent.envelopeId],
    );
    return rows[0]?.mail_id ?? '';
  }

  /** A crash before anything is done with it. */
  async function storeOnly(bytes: Uint8Array = new Uint8Array()): Promise<void> {
    await createStoreReceived(database)({ wire: 'smtp', bytes }, now(), now());
  }

  const handlerKeys = createHandlerKeys(register, keysOf(own));
  const payloads = createPayloadWriter({ findTerms: createFindTerms(register, now), keys: handlerKeys, now });
  /** Another letter of ours in an envelope whose id is given. */
  async function letterWith(envelopeId: string, document: Uint8Array): Promise<Uint8Array> {
    const [from, to] = await register.resolveReceivers(
      [hospital.herId, gpOffice.herId].map((herId) => parseHerId(herId)),
    );
    if (!from || !to) throw new TypeError('both are registered');
    const process = processOfDocument('DIALOG_HELSEFAGLIG');
    const order = { id: envelopeId, kind: 'payload', from, to, process, conversationId: envelopeId, document } as const;
    const { content } = await payloads.write({ ...order, isSynchronous: false });
    return unpackContent(content);
  }

  const envelopeIdOf = (bytes: Uint8Array = new Uint8Array()) =>
    readEnvelope(readMessage(bytes)).header?.messageId ?? '';

  return {
    ...{ own, database, register, ebxml, exchange, actor, sendDue, kindsOf },
    ...{ outcomeOf, mailIdOf, storeOnly, letterWith, envelopeIdOf },
  };
}

async function registerParty(register: ReturnType<typeof createAddressRegister>, party: PartyForTests): Promise<void> {
  const by = { clientId: 'test', mayChange: 'any' } as const;
  const { organizationNumber } = party;
  const parentHerId = parseHerId(party.organizationHerId);
  await register.createParty(
    {
      kind: 'organization',
      herId: parentHerId,
      name: `Virksomhet ${parentHerId}`,
      organizationNumber,
      electronicAddresses: [{ type: 'E_EDI', value: party.ediAddress }],
      certificates: certificatesOf(party),
    },
    by,
  );
  await register.createParty({ kind: 'service', herId: parseHerId(party.herId), name: party.name, parentHerId }, by);
}
