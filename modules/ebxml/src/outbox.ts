import type { Database } from '@samband/db';
import type { Logger } from '@samband/log';
import { readContent } from './content.ts';
import { type StoredOutgoing, storedColumns } from './outgoing.ts';
import type { Sending } from './sending.ts';

/** Taken in one go, and so under way at most. */
const takenMax = 32;
const attemptMs = 60_000;
const leaseMs = 2 * attemptMs;
const pauseFirstMs = 30_000;
const pauseMaxMs = 3_600_000;
/** A receipt that we wrote for a document of a partner waits for its acknowledgment, as any document does. */
const resendAfterMs = 12 * 3_600_000;

export interface Outbox {
  /** Sends what is due of our own: signals, and the receipts of refused documents. Resolves with how many were taken. */
  sendDue(signal: AbortSignal): Promise<number>;
}

/**
 * Sends signals until they are taken or their time is up. A signal that is lost is asked for again by its partner, who
 * sends the message once more; so nobody is told of one that could not be sent but the log.
 */
export function createOutbox(database: Database, sending: Sending, now: () => Date, log?: Logger): Outbox {
  async function sendOne(outgoing: StoredOutgoing, signal: AbortSignal): Promise<void> {
    const bytes = await readContent(database, outgoing.contentId);
    const time = AbortSignal.any([signal, AbortSignal.timeout(attemptMs)]);
    const outcome = bytes
      ? await sending.send({ ...outgoing, bytes }, time).catch((error: unknown) => failure(error))
      : ({ kind: 'refused', reason: 'content-removed' } as const);
    if (outcome.kind === 'sent') return note(outgoing, dueAfterSending(outgoing), true);
    const dueAt = outcome.kind === 'refused' ? undefined : retryAt(outgoing);
    log?.warn({ envelopeId: outgoing.id, kind: outgoing.kind, reason: outcome.reason, dueAt }, 'signal was not sent');
    await note(outgoing, dueAt, false);
  }

  function dueAfterSending({ kind, giveUpAt }: StoredOutgoing): Date | undefined {
    const again = new Date(now().getTime() + resendAfterMs);
    return kind === 'refusal-receipt' && giveUpAt && again < giveUpAt ? again : undefined;
  }

  function retryAt({ attempts, giveUpAt }: StoredOutgoing): Date | undefined {
    const pauseMs = Math.min(pauseMaxMs, pauseFirstMs * 2 ** Math.max(0, attempts - 1));
    const dueAt = new Date(now().getTime() + pauseMs);
    return giveUpAt && dueAt < giveUpAt ? dueAt : undefined;
  }

  /** Written only while the lease is ours: what became due anew meanwhile stays due. */
  async function note({ id, attempts }: StoredOutgoing, dueAt: Date | undefined, isSent: boolean): Promise<void> {
    await database.pool.query({
      name: 'ebxml-note-sent',
      text: `update ebxml.outgoing set due_at = $3, sent_at = case when $4 then $5 else sent_at end
              where id = $1 and attempts = $2 and due_at is not null`,
      values: [id, attempts, dueAt ?? null, isSent, now()],
    });
  }

  return {
    async sendDue(signal) {
      const taken = await takeDue(database, now());
      await Promise.all(taken.map((outgoing) => sendOne(outgoing, signal)));
      return taken.length;
    },
  };
}

function failure(error: unknown) {
  const { code, name, cause } = error as { code?: unknown; name?: unknown; cause?: { code?: unknown } };
  const reason = [code, cause?.code, name].find((known) => typeof known === 'string' && /^[\w.-]{1,60}$/.test(known));
  return { kind: 'failed', reason: String(reason ?? 'unknown') } as const;
}

async function takeDue(database: Database, now: Date): Promise<StoredOutgoing[]> {
  const { rows } = await database.pool.query<StoredOutgoing>({
    name: 'ebxml-take-outgoing',
    text: `update ebxml.outgoing set due_at = $2, attempts = attempts + 1
            where id in (select id from ebxml.outgoing where due_at <= $1 order by due_at limit $3 for update skip locked)
           returning ${storedColumns}`,
    values: [now, new Date(now.getTime() + leaseMs), takenMax],
  });
  return rows;
}
