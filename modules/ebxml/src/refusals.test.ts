import { randomUUID } from 'node:crypto';
import { parseHerId } from '@samband/address-register';
import { createCertificateAuthority, createTrust, readCertificate, signEbms } from '@samband/crypto';
import { readMessage } from '@samband/mail';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkSignature } from './check-signature.ts';
import { documentForTests, gpOffice, hospital } from './document-for-tests.ts';
import { readEnvelope } from './messages/read-envelope.ts';
import { writePing } from './messages/write-ping.ts';
import { certificatesOf, clock, held, hoursLater, issueTo, now, openNode, openPostOffice } from './nodes-for-tests.ts';

const office = openPostOffice();
const [north, south] = await Promise.all([openNode(hospital, office), openNode(gpOffice, office)]);

beforeEach(() => {
  office.sent.length = 0;
  office.fate = () => 'delivered';
});

const letter = (document: Uint8Array) => north.letterWith(randomUUID(), document);

async function arrive(bytes: Uint8Array) {
  const mail = { mailFrom: hospital.ediAddress, mailTo: [gpOffice.ediAddress] };
  const { id, done } = await south.ebxml.receiving.take({ wire: 'smtp', bytes, ...mail });
  await done;
  office.fate = () => 'lost';
  await south.sendDue();
  return {
    ...(await south.outcomeOf(id)),
    answers: office.sent.map(({ bytes: sent }) => readEnvelope(readMessage(sent))),
  };
}

/** The mail with its envelope changed after it was signed. */
function tampered(bytes: Uint8Array, change: (envelope: string) => string): Buffer {
  const { soap } = readEnvelope(readMessage(bytes));
  const text = Buffer.from(soap ?? []).toString('utf8');
  const asBase64 = (each: string) => Buffer.from(each).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  return Buffer.from(
    Buffer.from(bytes)
      .toString('latin1')
      .replace(asBase64(text), asBase64(change(text))),
    'latin1',
  );
}

/** The letter as its sender would have signed it with that change. */
function signedAnew(bytes: Uint8Array, change: (envelope: string) => string): Buffer {
  const key = held.get(hospital)?.signing[0];
  if (!key) throw new TypeError('the hospital has a key');
  const { attachments } = readEnvelope(readMessage(bytes));
  return tampered(bytes, (text) => {
    const unsigned = change(text.replace(/<ds:Signature .*<\/ds:Signature>/s, ''));
    return Buffer.from(signEbms(Buffer.from(unsigned), attachments, key)).toString();
  });
}

describe('an envelope that is not right is refused with an ErrorList, and nothing is delivered', () => {
  test('when it was changed after it was signed', async () => {
    const bytes = tampered(await letter(documentForTests()), (text) => text.replace('DIALOG_HELSEFAGLIGsender', 'X'));
    const arrived = await arrive(bytes);
    expect(arrived).toMatchObject({ outcome: 'refused', codes: ['SecurityFailure'] });
    const [answer] = arrived.answers;
    expect(answer).toMatchObject({ kind: 'message-error', errors: { highestSeverity: 'Error' } });
    // What exactly was wrong is for us alone.
    expect(answer?.errors?.errors[0]?.description).toBe('The signature is not right');
    expect(arrived.facts?.['reason']).toBe('digest-mismatch');
  });

  test('when the two are not registered, and then nobody can be told', async () => {
    const bytes = tampered(await letter(documentForTests()), (text) => text.replace(String(hospital.herId), '8200999'));
    expect(await arrive(bytes)).toMatchObject({ outcome: 'logged', codes: ['ValueNotRecognized'], answers: [] });
  });

  test('when its time to live is over', async () => {
    const expired = '<eb:TimeToLive>2026-03-01T00:00:00Z</eb:TimeToLive></eb:MessageData>';
    const bytes = tampered(await letter(documentForTests()), (text) => text.replace('</eb:MessageData>', expired));
    expect(await arrive(bytes)).toMatchObject({ outcome: 'refused', codes: ['TimeToLiveExpired'] });
  });

  test('when it is no ebXML at all, its sender gets a SOAP Fault, or nothing', async () => {
    const arrived = await arrive(Buffer.from('Subject: hei\r\nContent-Type: text/plain\r\n\r\nGod dag\r\n'));
    expect(['fault', 'logged']).toContain(arrived.outcome);
    expect(arrived.answers.every(({ kind }) => kind === 'soap-fault')).toBe(true);
  });
});

test('a document that breaks its standard is acknowledged as an envelope, and answered with a negative AppRec', async () => {
  const arrived = await arrive(await letter(documentForTests({ isBroken: true })));
  expect(arrived.outcome).toBe('document-refused');
  const answers = arrived.answers.map(({ kind, header }) => `${kind} ${header?.action}`);
  expect(new Set(answers)).toEqual(new Set(['acknowledgment Acknowledgment', 'payload APPREC']));
  const feed = await south.exchange.notifications({ herIds: [gpOffice.herId], after: 0, limit: 100 }, south.actor);
  expect(feed).toEqual([]);
});

test('what breaks rules that only warn is taken, and a list of all the warnings is its acknowledgment', async () => {
  const bytes = signedAnew(await letter(documentForTests()), (text) =>
    text.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"').replace(/<eb:AckRequested[^>]*>/, ''),
  );
  const { outcome, answers } = await arrive(bytes);
  expect(outcome).toBe('accepted');
  expect(answers.map(({ kind, errors }) => [kind, errors?.highestSeverity])).toEqual([['message-error', 'Warning']]);
  expect(answers[0]?.errors?.errors).toMatchObject([
    { code: 'NotSupported', severity: 'Warning' },
    { code: 'Inconsistent', severity: 'Warning' },
  ]);
});

/** A Ping of the hospital. */
function pingBy(key = held.get(hospital)?.signing[0]): Uint8Array {
  if (!key) throw new TypeError('the hospital has a key');
  const mail = {
    from: hospital.ediAddress,
    to: gpOffice.ediAddress,
    messageId: `<${randomUUID()}@edi.nord.example>`,
    date: clock.now,
  };
  const order = {
    from: { herId: hospital.herId },
    to: { herId: gpOffice.herId },
    cpaId: `${hospital.herId}_${gpOffice.herId}`,
    conversationId: randomUUID(),
    messageId: randomUUID(),
    timestamp: clock.now,
    mail,
  };
  return writePing(order, key).bytes;
}

test('a Ping is answered with a Pong, to whoever has signed it', async () => {
  expect((await arrive(pingBy())).answers.map(({ kind }) => kind)).toEqual(['pong']);
});

describe('whether the certificate of a signer was revoked', async () => {
  const asked = { now, ocspUrls: ['http://ocsp.example/'] };
  const issuers = {
    asked: await createCertificateAuthority({ name: 'Asked CA' }, asked),
    silent: await createCertificateAuthority({ name: 'CA that names nobody to ask' }, { now }),
  };

  /** The check of a Ping that came so many hours ago, by a key of that issuer. */
  async function check(issuer: keyof typeof issuers, fetch: () => Promise<Response>, hoursAgo = 0) {
    const key = await issuers[issuer].issue(
      { name: 'Signer', organizationNumber: hospital.organizationNumber },
      'sign',
    );
    const anchors = [issuers[issuer].certificate];
    const trust = createTrust({ anchors, policy: { policies: 'any', revocation: { forgivenMs: 0 } }, fetch, now });
    const wires = { wire: 'smtp', mailFrom: null, mailTo: [], attempts: 1 } as const;
    const taken = { ...wires, id: randomUUID(), receivedAt: hoursLater(-hoursAgo) };
    const arrived = { taken, read: readEnvelope(readMessage(pingBy(key))), found: {} };
    const terms = { signingCertificates: [key.certificate], signatureAlgorithms: [] };
    return checkSignature(arrived, terms, { trust, now }, clock.now);
  }

  const unreachable = () => Promise.reject(new TypeError('fetch failed'));

  test('is not held against the message while nobody can say: it waits, for 72 hours', async () => {
    await expect(check('asked', unreachable)).rejects.toMatchObject({ code: 'signer-unchecked', kind: 'unavailable' });
    await expect(check('asked', unreachable, 71)).rejects.toMatchObject({ code: 'signer-unchecked' });
    await expect(check('asked', unreachable, 72)).rejects.toMatchObject({
      reason: 'revocation-unanswered',
      errors: [{ code: 'SecurityFailure', severity: 'Error' }],
      evidence: { trust: { trusted: false, revocation: [{ outcome: 'unanswered' }] } },
    });
  });

  test('never comes to light where the certificate names nobody to ask: it is refused at once', async () => {
    await expect(check('silent', unreachable)).rejects.toMatchObject({ reason: 'revocation-unanswered' });
  });
});

test('on what it rests that the signer was believed is kept with the message', async () => {
  const { facts } = await arrive(await letter(documentForTests()));
  const [signing] = held.get(hospital)?.signing ?? [];
  const { thumbprint } = readCertificate(signing?.certificate ?? new Uint8Array());
  expect(facts?.['trust']).toEqual({ trusted: true, chain: [thumbprint, expect.any(String)], revocation: [] });
});

describe('S12 a certificate is swapped', () => {
  test('the old one still signs and opens what was under way, for 84 hours, and no longer', async () => {
    const before = await letter(documentForTests());
    for (const party of [hospital, gpOffice]) await issueTo(party);
    clock.now = hoursLater(1);
    const by = { clientId: 'test', mayChange: 'any' } as const;
    for (const node of [north, south]) {
      for (const party of [hospital, gpOffice]) {
        const newest = certificatesOf(party).filter((_, at) => at % 2 === 0);
        await node.register.changeParty(parseHerId(party.organizationHerId), { certificates: newest }, by);
      }
    }
    clock.now = hoursLater(80);
    expect(await arrive(before)).toMatchObject({ outcome: 'accepted' });
    expect(await arrive(await letter(documentForTests()))).toMatchObject({ outcome: 'accepted' });
    clock.now = hoursLater(200);
    const late = tampered(before, (text) => text);
    expect(await arrive(late)).toMatchObject({ outcome: 'refused', codes: ['SecurityFailure'] });
    clock.now = hoursLater(0);
  });
});
