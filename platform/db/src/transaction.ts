import { setTimeout as delay } from 'node:timers/promises';
import type { ControlledTransaction, Kysely } from 'kysely';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { isContention } from './driver-failure.ts';

export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  /** How often the work is tried in all, the first time included. */
  readonly attemptsMax?: number;
}

const ATTEMPTS_MAX = 5;
const BACKOFF_FIRST_MS = 10;
const BACKOFF_MAX_MS = 500;

/**
 * Runs the work in one transaction and commits it. On a serialisation failure, a deadlock or a server that has become
 * read-only (another one has taken over: the connection is dropped and a new one made) it is run again from the start,
 * so the work must do nothing that a rollback does not undo.
 *
 * A lost connection is not retried: {@link DatabaseUnavailable} says by its `outcome` whether COMMIT had been sent.
 */
export async function runTransaction<Tables, T>(
  db: Kysely<Tables>,
  work: (tx: Kysely<Tables>) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const attemptsMax = options.attemptsMax ?? ATTEMPTS_MAX;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(db, work, options);
    } catch (error) {
      if (!isWorthRetrying(error)) throw error;
      if (attempt >= attemptsMax) throw asGivenUp(error);
    }
    await delay(backoffMs(attempt));
  }
}

async function runOnce<Tables, T>(
  db: Kysely<Tables>,
  work: (tx: Kysely<Tables>) => Promise<T>,
  { isolation }: TransactionOptions,
): Promise<T> {
  const start = db.startTransaction();
  const tx = await (isolation ? start.setIsolationLevel(isolation) : start).execute();
  let result: T;
  try {
    result = await work(tx);
  } catch (error) {
    await rollBackQuietly(tx);
    // Whatever happened to the connection, COMMIT was never sent.
    throw error instanceof DatabaseUnavailable ? error.asNotDone() : error;
  }
  try {
    // Kysely throws when the server answers ROLLBACK, as it does where the work swallowed an error of a statement.
    await tx.commit().execute();
  } catch (error) {
    await rollBackQuietly(tx);
    throw error;
  }
  return result;
}

/** The first error is the one to report; a connection on which even the rollback fails is thrown away by Kysely. */
async function rollBackQuietly<Tables>(tx: ControlledTransaction<Tables>): Promise<void> {
  await tx
    .rollback()
    .execute()
    .catch(() => undefined);
}

function isWorthRetrying(error: unknown): boolean {
  return isContention(error) || (error instanceof DatabaseUnavailable && error.reason === 'read-only');
}

function asGivenUp(error: unknown): unknown {
  return isContention(error) ? new DatabaseUnavailable('contention', 'not-done', error) : error;
}

/** Doubles each time, with full jitter, so that those who collided do not meet again. */
function backoffMs(attempt: number): number {
  return Math.random() * Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** attempt);
}
