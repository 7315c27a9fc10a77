import type { AddressRegister } from '@samband/address-register';
import type { Trust } from '@samband/crypto';
import type { Database } from '@samband/db';
import type { Exchange, Transport } from '@samband/exchange';
import type { Logger } from '@samband/log';
import { createAnswers } from './answers.ts';
import { createHandlerKeys, type KeyHolder } from './handler-keys.ts';
import { messageRoutes } from './http/message-routes.ts';
import { operatorRoutes } from './http/operator-routes.ts';
import { createInbound } from './inbound.ts';
import { createMailboxes } from './mailboxes.ts';
import { createMemberHandler } from './member-handler.ts';
import { createEbxmlTransport } from './outbound.ts';
import { createOutbox } from './outbox.ts';
import { createOwnAddresses } from './own-addresses.ts';
import { createPayloadWriter } from './payload-writer.ts';
import { createPosts } from './posts.ts';
import { createReceiving, type Receiving } from './receiving.ts';
import { createRulebook } from './rulebook.ts';
import { createSending, type MailSender } from './sending.ts';
import { createSignals } from './signals.ts';
import { createSyncAnswers } from './sync-answers.ts';
import { createFindTerms } from './terms.ts';
import { startWires, type WireOptions } from './wires.ts';

export interface EbxmlOptions {
  readonly database: Database;
  readonly register: AddressRegister;
  /** The exchange has our transport among its own, so it is made after us. */
  readonly exchange: () => Pick<Exchange, 'accept' | 'acknowledge'>;
  readonly keys: KeyHolder;
  readonly trust: Pick<Trust, 'check'>;
  /** Mail domains of the EDI addresses that are ours. */
  readonly domains: readonly string[];
  /** The mail server that outgoing mail is handed to; without one, only HTTP is sent. */
  readonly mail?: MailSender | undefined;
  readonly fetch?: typeof globalThis.fetch;
  readonly now?: () => Date;
  readonly log?: Logger;
}

export type Ebxml = ReturnType<typeof createEbxml>;

/** A message handler for ebXML: what comes in by mail and HTTP, and the way out of the exchange. */
export function createEbxml(options: EbxmlOptions) {
  const { database, register, exchange, trust, domains, log, now = () => new Date() } = options;
  const keys = createHandlerKeys(register, options.keys);
  const addresses = createOwnAddresses(database, register, domains, now);
  const sending = createSending({ mail: options.mail, ...(options.fetch && { fetch: options.fetch }) });
  const findTerms = createFindTerms(register, now);
  const payloads = createPayloadWriter({ findTerms, keys, now });
  const syncAnswers = createSyncAnswers(database, now);
  const answers = createAnswers({ register, keys, payloads, now });
  const rulebook = createRulebook({ database, register, now, log });
  const signals = createSignals({ database, exchange, findTerms, trust, now, log });
  const inbound = createInbound({
    database,
    register,
    exchange,
    findTerms,
    keys,
    trust,
    rulebook,
    answers,
    signals,
    now,
  });
  const receiving: Receiving = createReceiving(database, inbound, now, log);
  const outbox = createOutbox(database, sending, now, log);
  const mailboxes = createMailboxes(database, register, addresses, domains, now);
  let lookForMail = async (): Promise<void> => undefined;
  const transport: Transport = createEbxmlTransport({
    ...{ database, register, addresses, payloads, findTerms, sending, syncAnswers, now },
    receiving: () => receiving,
    lookForMail: () => lookForMail(),
  });

  const onLookForMail = (look: () => Promise<void>): void => {
    lookForMail = look;
  };

  return {
    /** For `createExchange`. */
    transport,
    /** By the wires: on disk first, worked on after that. */
    receiving,
    addresses,
    outbox,
    mailboxes,
    /** For a journal system on this machine that knows only mail, with the keys that are ours to use. */
    memberHandler: createMemberHandler({ register, keys, findTerms, trust, payloads, answers, now }),
    /** Where other message handlers post to; open, since who posts is known by the signature. */
    messageRoutes: (postsPerS: number) => messageRoutes(createPosts(database, receiving, syncAnswers), postsPerS),
    operatorRoutes: () => operatorRoutes(database, mailboxes),
    /** Listens for mail, and takes up what waits on disk, until it is stopped; once in a process. */
    start: (wires: WireOptions) =>
      startWires(wires, { database, receiving, outbox, addresses, mailboxes, onLookForMail, now, log }),
    /** Where mail is fetched, it is looked for once more before anything is sent again. */
    onLookForMail,
  };
}
