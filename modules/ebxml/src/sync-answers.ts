import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@samband/db';
import { readContent } from './content.ts';

/** How long the answer to a synchronous question may take (national rule), and how often we look whether it is there. */
const [patienceMs, lookMs] = [15_000, 50];

/**
 * Answers that go in the answer to a post that waits. Whoever makes one and whoever waits for it may be in different
 * processes: they meet in the table, where the answer says what it is about.
 */
export interface SyncAnswers {
  /** Whether somebody still waits for the answer to what came in. */
  isAwaited(receivedId: string): Promise<boolean>;
  /** Waits until the answer that stands there has been taken; false when nobody has, and its time is up. */
  untilTaken(outgoingId: string, signal: AbortSignal): Promise<boolean>;
  /** Waits for the answer and takes it, a duplicate the one that the first has had; undefined when its time is up, or a signal ends it. */
  take(receivedId: string, signal: AbortSignal): Promise<Buffer | undefined>;
}

export function createSyncAnswers(database: Database, now: () => Date): SyncAnswers {
  async function isAwaited(receivedId: string): Promise<boolean> {
    const { rowCount } = await database.pool.query({
      name: 'ebxml-is-awaited',
      text: `select from ebxml.received where id = $1 and received_at > $2
                and not exists (select from ebxml.outgoing where about_id = $1)`,
      values: [receivedId, new Date(now().getTime() - patienceMs)],
    });
    return (rowCount ?? 0) > 0;
  }

  async function takeOnce(receivedId: string): Promise<Buffer | undefined> {
    const { rows } = await database.pool.query<{ contentId: string }>({
      name: 'ebxml-take-answer',
      text: `update ebxml.outgoing set sent_at = coalesce(sent_at, $2)
              where id = (select answer.id from ebxml.received as asked
                            join ebxml.outgoing as answer on answer.about_id = coalesce((asked.facts ->> 'firstId')::uuid, asked.id)
                           where asked.id = $1 and answer.uri = 'response:' order by answer.made_at limit 1)
             returning content_id as "contentId"`,
      values: [receivedId, now()],
    });
    return rows[0] && readContent(database, rows[0].contentId);
  }

  async function isTaken(outgoingId: string): Promise<boolean> {
    const { rowCount } = await database.pool.query({
      name: 'ebxml-answer-is-taken',
      text: 'select from ebxml.outgoing where id = $1 and sent_at is not null',
      values: [outgoingId],
    });
    return (rowCount ?? 0) > 0;
  }

  /** By a clock that nobody sets: a caller waits in real time. */
  async function poll<T>(look: () => Promise<T | undefined | false>, signal: AbortSignal): Promise<T | undefined> {
    const endsAtMs = performance.now() + patienceMs;
    for (;;) {
      const found = await look();
      if (found) return found;
      if (performance.now() >= endsAtMs || signal.aborted) return undefined;
      await delay(lookMs, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    isAwaited,
    untilTaken: async (outgoingId, signal) => (await poll(() => isTaken(outgoingId), signal)) === true,
    take: (receivedId, signal) => poll(() => takeOnce(receivedId), signal),
  };
}
