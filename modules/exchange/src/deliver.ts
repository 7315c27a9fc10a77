import { type Acknowledging, recordRejection } from './acknowledge.ts';
import { earlier, resendAt, retryAt } from './backoff.ts';
import { unpackBody } from './body.ts';
import { findBody } from './body-store.ts';
import { MessageNotFound } from './errors.ts';
import type { Ledger } from './ledger.ts';
import type { Observer } from './observer.ts';
import { type Claimed, claimOutbound, closeOutbound, postpone } from './outbound-store.ts';
import { createPlaces } from './places.ts';
import { longestAttemptMs, startAttempt, stoppingReason } from './push.ts';
import type { OutboundDelivery, Outcome, Resending, Transport } from './transport.ts';

/** What one process has under way at most. A partner that hangs keeps its own few places, and no more. */
const limits = { placesMax: 128, perPartnerMax: 4, bytesMax: 256 * 1024 * 1024 };
/** Taken in one go; also how far past the limit on bytes one go may carry us. */
const claimsMax = 32;
/** A lease outlives the longest attempt by so much: time to write down how it went. */
const leaseMarginMs = 60_000;

export interface Deliverer {
  /**
   * Takes what is due, as far as there are places, and starts pushing it. Each promise resolves when it is written down
   * how that one went. Errors: DatabaseUnavailable.
   */
  takeDue(): Promise<Promise<void>[]>;
}

/** Pushes what is due through the transports, and writes down truthfully how each attempt went. */
export function createDeliverer(
  ledger: Ledger,
  transports: readonly Transport[],
  acknowledging: Acknowledging,
  now: () => Date,
  observer: Observer,
  stopping: AbortSignal,
): Deliverer {
  const byName = new Map(transports.map((transport) => [transport.name, transport]));
  const leaseMs = longestAttemptMs(transports) + leaseMarginMs;
  const places = createPlaces(limits);
  const { database } = ledger;

  async function takeDue(): Promise<Promise<void>[]> {
    const free = Math.min(claimsMax, places.free());
    if (free <= 0 || byName.size === 0) return [];
    const claimed = await claimOutbound(database, {
      transports: [...byName.keys()],
      now: now(),
      leaseUntil: new Date(now().getTime() + leaseMs),
      claimsMax: free,
      perPartnerMax: limits.perPartnerMax,
      underWay: places.underWay,
    });
    return claimed.map((delivery) => deliverSafely(delivery));
  }

  /** Where even the writing down fails, the lease ends by itself, and somebody tries again. */
  function deliverSafely(claimed: Claimed): Promise<void> {
    return deliver(claimed).catch((error: unknown) => observer.failed('push', error));
  }

  async function deliver(claimed: Claimed): Promise<void> {
    const transport = byName.get(claimed.transport);
    // The watch tells the sender when the time is up.
    const isOver = claimed.isAnswered || now() >= claimed.giveUpAt;
    if (!transport || isOver) return closeOutbound(database, claimed.messageId, claimed.receiverHerId);

    const { partner, sizeBytes } = claimed;
    places.take(partner, sizeBytes);
    const attempt = startAttempt(transport, asDelivery(claimed), stopping);
    void attempt.isOver.then(() => places.leave(partner, sizeBytes));
    const outcome = await attempt.outcome;
    observer.pushed(transport.name, outcome.kind);
    await writeDown(claimed, outcome);
  }

  async function writeDown(claimed: Claimed, outcome: Outcome): Promise<void> {
    if (outcome.kind === 'failed') return fail(claimed, outcome.reason);
    if (outcome.kind === 'rejected') {
      await recordRejection(ledger, { ...claimed, ...outcome }, now());
      return;
    }
    // Whoever said so has closed it, or it waits for its next turn as after any sending.
    if (outcome.kind === 'heard-of') {
      const dueAt = resendAt(claimed.transfers, now(), claimed.giveUpAt, outcome.resending);
      return postpone(database, claimed, { ...claimed, dueAt });
    }
    await transfer(claimed, outcome.digests, outcome.kind === 'transferred' ? outcome.resending : undefined);
    if (outcome.kind === 'transferred') return acknowledging.takeInKept(claimed.envelopeId);
    const { transport, envelopeId, receiverHerId: fromHerId } = claimed;
    await acknowledging.acknowledge({ ...outcome.acknowledgment, transport, envelopeId, fromHerId });
  }

  async function fail(claimed: Claimed, reason: string): Promise<void> {
    const { messageId, receiverHerId, transport, attempts, giveUpAt, transfers } = claimed;
    // It was us who stopped: the next process takes it at once.
    if (reason === stoppingReason) return postpone(database, claimed, { ...claimed, dueAt: now() });
    const failures = claimed.failures + 1;
    const dueAt = earlier(retryAt(failures, now()), giveUpAt);
    await ledger.record({
      messageId,
      receiverHerId,
      kind: 'attempted',
      occurredAt: now(),
      proof: { transport, attempt: attempts, reason, retryAt: dueAt.toISOString() },
    });
    await postpone(database, claimed, { dueAt, failures, transfers });
  }

  /** The evidence first, then when to send again: what was sent is never forgotten, at worst it is sent once more. */
  async function transfer(claimed: Claimed, digests: readonly string[], agreed?: Resending): Promise<void> {
    const { messageId, receiverHerId, senderHerId, transport, envelopeId, attempts, giveUpAt } = claimed;
    const proof = { transport, envelopeId, attempt: attempts, digests };
    const happened = { messageId, receiverHerId, occurredAt: now(), proof };
    const notify = { herId: senderHerId, kind: 'MessageSentStateUpdated' } as const;
    const isFirst = await ledger.record({ ...happened, kind: 'transferred', notify });
    if (!isFirst) await ledger.record({ ...happened, kind: 'resent' });
    const transfers = claimed.transfers + 1;
    await postpone(database, claimed, { dueAt: resendAt(transfers, now(), giveUpAt, agreed), failures: 0, transfers });
  }

  function asDelivery(claimed: Claimed): OutboundDelivery {
    const { attempts, conversationId, messageId, sizeBytes } = claimed;
    return {
      ...claimed,
      attempt: attempts,
      conversationId: conversationId ?? undefined,
      answersMessageId: claimed.answersMessageId ?? undefined,
      readDocument: () => readDocument(ledger, messageId, sizeBytes),
    };
  }

  return { takeDue };
}

async function readDocument({ database }: Ledger, messageId: string, sizeBytes: number): Promise<Buffer> {
  const stored = await findBody(database, messageId);
  if (!stored) throw new MessageNotFound(messageId);
  return unpackBody(stored, sizeBytes);
}
