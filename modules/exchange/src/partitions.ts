import type { Database } from '@samband/db';

/** How many months there is room for beforehand. */
const monthsAhead = 3;
/** Nobody waits for a partition behind a long statement: the next step tries again, and the net catches what comes. */
const lockWaitMaxSeconds = 5;

/** What the net below the partitions has caught, and whether it could be put where it belongs. */
export interface PartitionReport {
  readonly made: number;
  /** Rows that lie in a default partition: accepted and safe, but not where they can be found and taken away by month. */
  readonly misplaced: number;
}

const countAstray = `
  select (select count(*) from exchange.message_default)::int + (select count(*) from exchange.event_default)::int
       + (select count(*) from exchange.notification_default)::int as misplaced`;

/** Makes the partitions that the coming months need, moves in what came before them, and counts what is still astray. */
export async function makePartitions(database: Database, now: Date): Promise<PartitionReport> {
  const client = await database.pool.connect();
  try {
    await client.query(`begin; set local lock_timeout = '${lockWaitMaxSeconds}s'`);
    const made = await client.query<{ made: number }>('select exchange.make_partitions($1, $2)::int as made', [
      now,
      monthsAhead,
    ]);
    // A statement of its own: it must see what has just been moved.
    const astray = await client.query<{ misplaced: number }>(countAstray);
    await client.query('commit');
    return { made: made.rows[0]?.made ?? 0, misplaced: astray.rows[0]?.misplaced ?? 0 };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
