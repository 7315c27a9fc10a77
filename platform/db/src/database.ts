import { DomainError } from '@samband/errors';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { columnTypes } from './column-types.ts';
import { trackConnections } from './connections.ts';
import { destroyConnection, SambandPool } from './driver.ts';
import { sqlStateOf } from './driver-failure.ts';
import { type ListenEvent, type Listening, listen } from './listen.ts';
import { runTransaction, type TransactionOptions } from './transaction.ts';

/** A connection pool, or one transaction on it, that knows only the tables given: widened by `db.withTables<Tables>()`. */
export type Db<Tables = object> = Kysely<Tables>;

export interface DatabaseOptions {
  /** `postgresql://user:password@host/name`; a Unix socket as `postgresql://user@/name?host=/folder`. */
  readonly url: string;
  readonly poolMax?: number;
  /** The server ends a statement that takes longer; 0 for no limit. */
  readonly statementTimeoutMs?: number;
  /** How long to wait for a connection, free or new. */
  readonly connectTimeoutMs?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** Told when an idle connection is lost; the pool makes a new one by itself. */
  readonly onConnectionLost?: (error: Error) => void;
}

export interface PoolMetrics {
  readonly total: number;
  readonly idle: number;
  /** Callers that wait for a connection. */
  readonly waiting: number;
  readonly max: number;
}

export interface Database {
  readonly db: Db;
  /** For named statements, binary parameters and COPY. Its failures are typed as those of `db`. */
  readonly pool: pg.Pool;
  transaction<T>(work: (tx: Db) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** NOTIFY of one channel, on a connection outside the pool that is made again when lost. */
  listen(channel: string, onEvent: (event: ListenEvent) => void): Promise<Listening>;
  metrics(): PoolMetrics;
  /** Waits for what is under way, up to the limit; then cuts it off. Safe to call twice. */
  close(options?: { readonly timeoutMs?: number }): Promise<void>;
}

const POOL_MAX = 10;
const STATEMENT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
const POOL_IDLE_TIMEOUT_MS = 30_000;
/** The server's limit comes first; this one notices a server that no longer answers at all. */
const UNANSWERED_GRACE_MS = 5_000;
const CLOSE_TIMEOUT_MS = 10_000;
/** PostgreSQL 15: what Debian 12 ships, and the level our SQL is written to. */
const SERVER_VERSION_MIN = 150_000;

/** The server answers, but is not one that we can run on. */
export class DatabaseUnsuitable extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'database-unsuitable';
}

/** Opens a pool and makes sure that a suitable server answers: PostgreSQL 15 or later, a database in UTF-8. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const config = clientConfig(options);
  const max = options.poolMax ?? POOL_MAX;
  const pool = new SambandPool({ ...config, max, idleTimeoutMillis: POOL_IDLE_TIMEOUT_MS });
  const connections = trackConnections(pool);
  pool.on('error', options.onConnectionLost ?? (() => undefined));
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  const listeners = new Set<Listening>();
  let closing: Promise<void> | undefined;

  const database: Database = {
    db,
    pool,
    transaction: (work, transactionOptions) => runTransaction(db, work, transactionOptions),
    async listen(channel, onEvent) {
      const listening = await listen(config, channel, onEvent);
      listeners.add(listening);
      return listening;
    },
    metrics: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount, max }),
    close({ timeoutMs = CLOSE_TIMEOUT_MS } = {}) {
      closing ??= Promise.all([
        ...[...listeners].map((each) => each.close()),
        endPool(pool, connections, timeoutMs),
      ]).then(() => undefined);
      return closing;
    },
  };
  await checkServer(pool).catch(async (error: unknown) => {
    await database.close({ timeoutMs: 0 });
    throw error;
  });
  return database;
}

function clientConfig(options: DatabaseOptions) {
  const { statementTimeoutMs = STATEMENT_TIMEOUT_MS } = options;
  return {
    connectionString: options.url,
    application_name: options.applicationName ?? 'samband',
    connectionTimeoutMillis: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    types: columnTypes,
    ...(statementTimeoutMs > 0 && {
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs + UNANSWERED_GRACE_MS,
    }),
  } satisfies pg.ClientConfig;
}

async function endPool(pool: SambandPool, connections: ReadonlySet<pg.ClientBase>, timeoutMs: number): Promise<void> {
  if (await pool.endWithin(timeoutMs)) return;
  for (const connection of connections) destroyConnection(connection);
}

async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool
    .query<{ version: number; shown: string; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as shown,
              current_setting('server_encoding') as encoding`,
    )
    .catch(throwUnsuitable);
  const [server] = rows;
  if (!server || server.version < SERVER_VERSION_MIN) {
    throw new DatabaseUnsuitable(`PostgreSQL 15 or later is needed; the server is ${server?.shown}`, { ...server });
  }
  if (server.encoding !== 'UTF8') {
    throw new DatabaseUnsuitable(
      `The database is in ${server.encoding}; make it with: create database samband encoding 'UTF8' template template0`,
      { ...server },
    );
  }
}

/** Wrong user or password (class 28), or no such database (3D000): nothing that waiting would mend. */
function throwUnsuitable(error: unknown): never {
  const state = sqlStateOf(error) ?? '';
  if (!state.startsWith('28') && state !== '3D000') throw error;
  const said = error instanceof Error ? error.message : '';
  throw new DatabaseUnsuitable(`The database server refuses the connection: ${said}`, {}, { cause: error });
}
