import { type AddressRegister, parseHerId } from '@samband/address-register';
import type { Database } from '@samband/db';
import { isDomainError } from '@samband/errors';
import type { OutboundDelivery, Outcome, Resending, Transport } from '@samband/exchange';
import { type BusinessProcess, processOfDocument, processOfReceipt } from './business-process.ts';
import { readContent } from './content.ts';
import { type EnvelopeOfMessage, findEnvelopeOf } from './finish-received.ts';
import { findOutgoing, keepOutgoing, noteSent, type StoredOutgoing } from './outgoing.ts';
import type { OwnAddresses } from './own-addresses.ts';
import { NotReachable, type PayloadWriter } from './payload-writer.ts';
import type { Receiving } from './receiving.ts';
import type { Sending, SendOutcome } from './sending.ts';
import type { SyncAnswers } from './sync-answers.ts';
import type { FindTerms } from './terms.ts';
import { joinHead } from './wire-form.ts';

export interface OutboundParts {
  readonly database: Database;
  readonly register: AddressRegister;
  readonly addresses: OwnAddresses;
  readonly payloads: PayloadWriter;
  readonly findTerms: FindTerms;
  readonly sending: Sending;
  readonly syncAnswers: SyncAnswers;
  readonly receiving: () => Receiving;
  /** Looks whether word of a partner waits where mail is fetched. */
  readonly lookForMail: () => Promise<void>;
  readonly now: () => Date;
}

/** A message of 50 MB over a slow line. */
const timeoutMs = 120_000;
/** Nothing acknowledges an answer in the same breath, and nothing can be sent again. */
const notAgain: Resending = { timesMax: 0, afterMs: 0 };

/** The way of ebXML out: for whoever has an EDI address that our handler does not answer for. */
export function createEbxmlTransport(parts: OutboundParts): Transport {
  const { database, register, payloads, sending, syncAnswers, now } = parts;

  /** Stored before it is sent; the same bytes go however often it is sent. */
  async function made(delivery: OutboundDelivery): Promise<StoredOutgoing> {
    const kept = await findOutgoing(database, delivery.envelopeId);
    if (kept) return kept;
    const { answersMessageId, senderHerId, receiverHerId } = delivery;
    const [from, to] = await register.resolveReceivers([parseHerId(senderHerId), parseHerId(receiverHerId)]);
    if (!from || !to) throw new TypeError('the register resolves whoever it is asked for, or throws');
    const original = answersMessageId === undefined ? undefined : await findEnvelopeOf(database, answersMessageId);
    const outgoing = await payloads.write({
      id: delivery.envelopeId,
      kind: 'payload',
      from,
      to,
      process: processOf(delivery, original),
      conversationId: original?.conversationId ?? delivery.conversationId ?? delivery.documentId,
      refToEnvelopeId: original?.envelopeId,
      document: await delivery.readDocument(),
      aboutId: original?.receivedId,
      isSynchronous: original?.wire === 'http-sync' && (await syncAnswers.isAwaited(original.receivedId)),
    });
    return keepOutgoing(database, outgoing);
  }

  async function attempt(delivery: OutboundDelivery, signal: AbortSignal): Promise<Outcome> {
    const outgoing = await made(delivery);
    const { digests, uri } = outgoing;
    // Asked first: what was sent must be noted as sent, whatever the register does.
    const resending = uri === 'response:' ? notAgain : await resendingOf(delivery);
    if (outgoing.sentAt !== null && (await isHeardOf(outgoing.id))) return { kind: 'heard-of', resending };
    if (uri === 'response:') return handOver(outgoing, signal);

    const bytes = await readContent(database, outgoing.contentId);
    if (!bytes) return { kind: 'rejected', codes: ['content-removed'] };
    const sent = await sending.send({ ...outgoing, bytes }, signal);
    if (sent.kind === 'failed') return sent;
    if (sent.kind === 'refused') return { kind: 'rejected', codes: ['DeliveryFailure', sent.reason] };
    await noteSent(database, outgoing.id, now());
    if (!sent.answer) return { kind: 'transferred', digests, resending };
    return (await businessAnswer(outgoing, sent.answer)) ?? { kind: 'transferred', digests, resending };
  }

  /** National rules want the mailbox looked into before anything is sent again (HITS 1171 §8.1). */
  async function isHeardOf(envelopeId: string): Promise<boolean> {
    await parts.lookForMail();
    await parts.receiving().takeUp();
    await parts.receiving().settled();
    const { rowCount } = await database.pool.query({
      name: 'ebxml-heard-of',
      text: `select from ebxml.received where ref_to_envelope_id = $1 and outcome = 'matched' limit 1`,
      values: [envelopeId],
    });
    return (rowCount ?? 0) > 0;
  }

  /**
   * Over HTTP the partner may say at once what it has to say. The answer of the business itself acknowledges; a signal has
   * been given to the exchange when this resolves, which finds it when the sending is noted.
   */
  async function businessAnswer(
    { id, digests, mailId }: StoredOutgoing,
    { headers, body }: NonNullable<Extract<SendOutcome, { kind: 'sent' }>['answer']>,
  ): Promise<Outcome | undefined> {
    const { id: receivedId, done } = await parts
      .receiving()
      .take({ wire: 'http-answer', bytes: joinHead(headers, body, mailId) });
    await done;
    const { rows } = await database.pool.query<{ envelopeId: string }>({
      name: 'ebxml-business-answer',
      text: `select envelope_id as "envelopeId" from ebxml.received
              where id = $1 and kind = 'payload' and outcome in ('accepted', 'duplicate') and ref_to_envelope_id = $2`,
      values: [receivedId, id],
    });
    const [answer] = rows;
    if (!answer) return undefined;
    const acknowledgment = { acknowledgmentId: answer.envelopeId, digests: [], isAnswer: true };
    return { kind: 'acknowledged', digests, acknowledgment };
  }

  /** Somebody waits for it at a post of theirs; when nobody does any more, it comes too late (15 seconds) and is dropped. */
  async function handOver({ id, digests }: StoredOutgoing, signal: AbortSignal): Promise<Outcome> {
    if (!(await syncAnswers.untilTaken(id, signal)))
      return { kind: 'rejected', codes: ['TimeToLiveExpired', 'too-late-for-its-question'] };
    return { kind: 'transferred', digests, resending: notAgain };
  }

  async function resendingOf({ senderHerId, receiverHerId, messageType }: OutboundDelivery): Promise<Resending> {
    const { fromRole: role, service, action } = processOfDocument(messageType);
    const asked = { role, service, action, direction: 'send', at: now() } as const;
    const between = { ourHerId: senderHerId, partnerHerId: receiverHerId };
    const { retries, retryIntervalMs } = await parts.findTerms({ ...between, ...asked });
    return { timesMax: retries, afterMs: retryIntervalMs };
  }

  return {
    name: 'ebxml',
    timeoutMs,
    reaches: (receiver) => parts.addresses.isElsewhere(receiver),
    async deliver(delivery, signal) {
      try {
        return await attempt(delivery, signal);
      } catch (error) {
        // What the register lacks now may be there in an hour; the sender is told when the time is up.
        if (error instanceof NotReachable || isDomainError(error)) return { kind: 'failed', reason: error.code };
        throw error;
      }
    },
  };
}

function processOf({ messageType }: OutboundDelivery, original: EnvelopeOfMessage | undefined): BusinessProcess {
  if (!original) return processOfDocument(messageType);
  const { service, action, fromRole, toRole } = original;
  return processOfReceipt({
    service,
    action,
    fromRole: fromRole ?? `${action}sender`,
    toRole: toRole ?? `${action}receiver`,
  });
}
