/**
 * PostgreSQL: our own supervised one or yours, migrations, transactions, micro-batches.
 * Other packages import from here only; everything else in this package is private.
 */
export { type BatchQuery, batchStatement, type Column } from './batch-statement.ts';
export {
  type Database,
  type DatabaseOptions,
  DatabaseUnsuitable,
  type Db,
  openDatabase,
  type PoolMetrics,
} from './database.ts';
export { DatabaseUnavailable, type Outcome, type UnavailableReason } from './database-unavailable.ts';
export { isStatementRefused, sqlStateOf } from './driver-failure.ts';
export { assertDurable } from './durability.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  type SupervisorLog,
  startEmbeddedPostgres,
} from './embedded/embedded-postgres.ts';
export { EmbeddedPostgresRefused, type RefusalReason } from './embedded/embedded-postgres-refused.ts';
export type { ListenEvent, Listening } from './listen.ts';
export { createMicroBatcher, type MicroBatcherOptions, WriteQueueFull } from './micro-batcher.ts';
export { type AppliedMigration, migrate } from './migrate.ts';
export { MigrationBusy, MigrationFailed, MigrationRefused } from './migration-errors.ts';
export type { MigrationSet } from './migration-files.ts';
export type { TransactionOptions } from './transaction.ts';
