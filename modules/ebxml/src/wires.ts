import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@samband/db';
import { DomainError } from '@samband/errors';
import type { Logger } from '@samband/log';
import {
  createMailboxPoller,
  createPop3Listener,
  createSmtpListener,
  type IncomingMail,
  type MailboxPollerOptions,
  type Pop3Mailbox,
} from '@samband/mail';
import { messageBytesMax } from './http/message-routes.ts';
import { refusalOf } from './mailbox-refusals.ts';
import type { Mailboxes } from './mailboxes.ts';
import type { Outbox } from './outbox.ts';
import type { OwnAddresses } from './own-addresses.ts';
import type { Receiving } from './receiving.ts';

/** Where mail is listened for and fetched from; what is not given is not done. */
export interface WireOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly smtpPort?: number | undefined;
  /** From which members fetch the mail of their mailboxes; 0 for any that is free. */
  readonly pop3Port?: number | undefined;
  readonly tls?: { readonly key: string; readonly cert: string } | undefined;
  /** A mailbox on an outside mail server that mail is fetched from. */
  readonly mailbox?: Omit<MailboxPollerOptions, 'onMail' | 'log'> | undefined;
  /** Pause between looking for what waits on disk. */
  readonly pauseMs?: number;
}

export interface Wires {
  readonly smtpPort: number | undefined;
  readonly pop3Port: number | undefined;
  /** Takes nothing more in, and resolves when what was begun is done. */
  stop(): Promise<void>;
}

export interface WireParts {
  readonly database: Database;
  readonly receiving: Receiving;
  readonly outbox: Outbox;
  readonly addresses: OwnAddresses;
  readonly mailboxes: Mailboxes;
  /** Told how to look into the outside mailbox at once. */
  readonly onLookForMail: (look: () => Promise<void>) => void;
  readonly now: () => Date;
  readonly log?: Logger | undefined;
}

/** Another process has the port, or this user may not listen there. */
class MailPortNotAvailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'mail-port-not-available';
  constructor(setting: string, { host, port, cause }: { host: string; port: number; cause: unknown }) {
    const said = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    super(
      `Port ${port} on ${host} cannot be had for mail (${said}): choose another with ${setting}, or 0 for any that is free.`,
      { host, port },
      { cause },
    );
  }
}

const monthsAhead = 3;
const tidyEveryMs = 10_000;
const partitionsEveryMs = 24 * 3_600_000;

/**
 * Starts what runs by itself in one process: the listener for mail, and the loops that take up what waits on disk. Errors:
 * MailPortNotAvailable.
 */
export async function startWires(options: WireOptions, parts: WireParts): Promise<Wires> {
  const { receiving, outbox, addresses, mailboxes, database, now, log } = parts;
  const stopping = new AbortController();
  await addresses.refresh();

  /** 250 is said when this resolves: the mail is on disk, for everybody whom it is for. */
  async function take({ from, to, bytes }: IncomingMail): Promise<void> {
    const owners = await Promise.all(to.map((address) => addresses.ownerOf(address)));
    const boxes = owners.flatMap((owner) => (owner?.kind === 'mailbox' ? [owner.address] : []));
    if (boxes.length > 0) await putIntoAll([...new Set(boxes)], bytes);
    const handled = to.filter((_, at) => owners[at]?.kind === 'handler');
    if (handled.length > 0) await receiving.take({ wire: 'smtp', bytes, mailFrom: from, mailTo: handled });
  }

  async function putIntoAll(boxes: readonly string[], bytes: Uint8Array): Promise<void> {
    const state = await mailboxes.put(boxes, bytes);
    // Another process closed it: whose the address is now is asked anew, and at once.
    if (state === 'closed') await addresses.refresh();
    if (state !== 'open') throw refusalOf(state);
  }

  const smtp =
    options.smtpPort === undefined
      ? undefined
      : await createSmtpListener({
          ...{ host: options.host, port: options.smtpPort, tls: options.tls, log },
          sizeMaxBytes: messageBytesMax,
          acceptsRecipient: async (address) => (await addresses.ownerOf(address)) !== undefined,
          onMail: take,
        }).catch(portOf('SAMBAND_EBXML_SMTP_PORT', options.host, options.smtpPort));

  const pop3 =
    options.pop3Port === undefined
      ? undefined
      : await createPop3Listener({
          ...{ host: options.host, port: options.pop3Port, tls: options.tls, log },
          authenticate: async (user, password) => {
            const address = await mailboxes.authenticate(user, password);
            return address === undefined ? undefined : memberMailbox(mailboxes, address);
          },
        }).catch(portOf('SAMBAND_EBXML_POP3_PORT', options.host, options.pop3Port));

  // Deleted there only when it is on disk here.
  const poller =
    options.mailbox &&
    createMailboxPoller({
      ...{ ...options.mailbox, log },
      onMail: async ({ bytes }) => void (await receiving.take({ wire: 'pop3', bytes })),
    });
  poller?.start();
  if (poller) parts.onLookForMail(async () => void (await poller.poll()));

  /** Until it is stopped; a step that fails is told of, and comes again. */
  async function repeat(pauseMs: number, step: () => Promise<unknown>): Promise<void> {
    while (!stopping.signal.aborted) {
      await step().catch((error: unknown) => log?.warn({ err: error }, 'a step of ebXML failed; it comes again'));
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const { pauseMs = 500 } = options;
  const running = [
    repeat(pauseMs, () => receiving.takeUp()),
    repeat(pauseMs, () => outbox.sendDue(stopping.signal)),
    repeat(tidyEveryMs, () => addresses.refresh()),
    repeat(partitionsEveryMs, () => database.pool.query('select ebxml.make_partitions($1, $2)', [now(), monthsAhead])),
  ];

  return {
    smtpPort: smtp?.port,
    pop3Port: pop3?.port,
    async stop() {
      stopping.abort();
      await Promise.all([smtp?.stop(), pop3?.stop(), poller?.stop()]);
      await Promise.all(running);
      await receiving.settled();
    },
  };
}

/** What to say to whoever started the server, when the operating system gives no port. */
function portOf(setting: string, host: string, port: number): (cause: unknown) => never {
  return (cause) => {
    throw new MailPortNotAvailable(setting, { host, port, cause });
  };
}

/** A member's mailbox as POP3 sees it: what was fetched may be taken away, and nothing else. */
function memberMailbox(mailboxes: Mailboxes, address: string): Pop3Mailbox {
  return {
    id: address,
    list: async () =>
      (await mailboxes.waiting(address)).map(({ number, sizeBytes }) => ({ uid: String(number), sizeBytes })),
    open: (uid) => mailboxes.fetch(address, Number(uid)),
    remove: (uids) => mailboxes.remove(address, uids.map(Number)),
  };
}
