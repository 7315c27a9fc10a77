/**
 * PostgreSQL. CONTRACT (to be filled in by the files beside it):
 *
 * type Db<Tables = {}> = Kysely<Tables>                      // widened with db.withTables<Tables>()
 * openDatabase(options: { url: string; poolMax?: number; statementTimeoutMs?: number; applicationName?: string }): Promise<Database>
 * interface Database {
 *   db: Db; pool: pg.Pool;
 *   transaction<T>(work: (tx: Db) => Promise<T>, options?: { isolation?: 'read committed'|'repeatable read'|'serializable'; attemptsMax?: number }): Promise<T>;
 *   metrics(): { total: number; idle: number; waiting: number; max: number };
 *   close(): Promise<void>;
 * }
 * type MigrationSet = { module: string; folder: string (absolute, holds 0001_name.sql …) }
 * migrate(database, sets: MigrationSet[]): Promise<AppliedMigration[]>
 * startEmbeddedPostgres(options: { dataFolder: string; ... }): Promise<EmbeddedPostgres { url, stop() }>
 * createMicroBatcher<Item, Result>({ flush: (items: Item[]) => Promise<Result[]>, lanes?: number = 2, sizeMax?: number = 64, bytesMax?, sizeOf?, queueMax }): (item) => Promise<Result>
 */
export {};
