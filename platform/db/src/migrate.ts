import pg from 'pg';
import type { Database } from './database.ts';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { sqlStateOf } from './driver-failure.ts';
import { MigrationBusy, MigrationFailed, MigrationRefused } from './migration-errors.ts';
import { type MigrationFile, type MigrationSet, readMigrationFiles } from './migration-files.ts';

export interface AppliedMigration {
  readonly module: string;
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
  readonly appliedAt: Date;
}

/** Any constant will do, as long as every process of Samband uses the same: the bytes of "samband" as an int8. */
const LOCK_KEY = '32476735187936868';
const LOCK_WAIT_MAX_SECONDS = 600;
/** The longest that a Node timer can be set to, about 24 days: no limit of the driver's own. */
const TIMER_MAX_MS = 2 ** 31 - 1;
/** How long one statement may wait for a table that others use, while those behind it wait too. */
const TABLE_LOCK_WAIT_MAX_SECONDS = 60;

/**
 * Brings the database up to the given sets, in their order: forward only, each file in a transaction of its own that
 * also records it in `platform.migration`. Everything is checked before the first file runs. Processes that start at
 * the same time take turns, and the later ones find nothing left to do.
 * Gives what this call applied.
 */
export async function migrate(
  database: Pick<Database, 'pool'>,
  sets: readonly MigrationSet[],
): Promise<AppliedMigration[]> {
  const perSet = await Promise.all(sets.map(readMigrationFiles));
  const client = await database.pool.connect();
  try {
    await takeLock(client);
    const applied = await readApplied(client);
    const pending = perSet.flatMap((files, position) =>
      pendingOf(
        files,
        applied.filter(({ module }) => module === sets[position]?.module),
      ),
    );
    const done: AppliedMigration[] = [];
    for (const file of pending) done.push(await apply(client, file));
    return done;
  } finally {
    // The lock and the settings belong to the session: ending it gives them up, whatever has happened.
    client.release(true);
  }
}

async function takeLock(client: pg.PoolClient): Promise<void> {
  await client.query(`set lock_timeout = '${LOCK_WAIT_MAX_SECONDS}s'; set statement_timeout = 0`);
  try {
    // The limit is the server's, so the driver's own must not come first.
    await client.query({
      text: `select pg_advisory_lock(${LOCK_KEY})`,
      query_timeout: TIMER_MAX_MS,
    } as pg.QueryConfig);
  } catch (error) {
    if (error instanceof DatabaseUnavailable && error.reason === 'timeout') {
      throw new MigrationBusy(LOCK_WAIT_MAX_SECONDS, error);
    }
    throw error;
  }
  await client.query(`set lock_timeout = '${TABLE_LOCK_WAIT_MAX_SECONDS}s'`);
}

async function readApplied(client: pg.PoolClient): Promise<AppliedMigration[]> {
  await client.query(`
    create schema if not exists platform;
    create table if not exists platform.migration (
      module     text        not null,
      number     int         not null,
      name       text        not null,
      sha256     text        not null,
      applied_at timestamptz not null default now(),
      primary key (module, number)
    )`);
  const { rows } = await client.query<AppliedMigration>(
    'select module, number, name, sha256, applied_at as "appliedAt" from platform.migration order by module, number',
  );
  return rows;
}

/** The files not yet applied. Refuses a file that has changed or gone since it was. */
function pendingOf(files: readonly MigrationFile[], applied: readonly AppliedMigration[]): MigrationFile[] {
  for (const before of applied) {
    const file = files.find(({ number }) => number === before.number);
    if (!file) throw refuseMissing(before);
    if (file.name !== before.name || file.sha256 !== before.sha256) throw refuseChanged(file, before);
  }
  const last = applied.at(-1)?.number ?? 0;
  return files.filter(({ number }) => number > last);
}

function refuseMissing({ module, number, name }: AppliedMigration): MigrationRefused {
  const file = `${String(number).padStart(4, '0')}_${name}.sql`;
  return new MigrationRefused(
    module,
    file,
    'was applied to this database, but is not in this program',
    'The database has been used by a newer version: start that version, or restore a backup from before it.',
  );
}

function refuseChanged({ module, file, sha256 }: MigrationFile, before: AppliedMigration): MigrationRefused {
  return new MigrationRefused(
    module,
    file,
    `has changed since it was applied as ${before.name} on ${before.appliedAt.toISOString()} (SHA-256 then ${before.sha256}, now ${sha256})`,
    'Restore the file as it was, and put the change in a new one with the next number.',
  );
}

async function apply(client: pg.PoolClient, file: MigrationFile): Promise<AppliedMigration> {
  const { module, number, name, sha256 } = file;
  await client.query('begin');
  try {
    await client.query({ text: file.sql, query_timeout: TIMER_MAX_MS } as pg.QueryConfig);
    const { rows } = await client.query<AppliedMigration>(
      `insert into platform.migration (module, number, name, sha256) values ($1, $2, $3, $4)
       returning module, number, name, sha256, applied_at as "appliedAt"`,
      [module, number, name, sha256],
    );
    await client.query('commit');
    return rows[0] as AppliedMigration;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    if (sqlStateOf(error) === undefined || !(error instanceof pg.DatabaseError)) throw error;
    throw new MigrationFailed(module, file.file, lineOf(file.sql, error.position), error);
  }
}

/** The server counts characters from 1; people count lines. */
function lineOf(sql: string, position: string | undefined): number | undefined {
  return position === undefined ? undefined : Array.from(sql).slice(0, Number(position)).join('').split('\n').length;
}
