import type { Config } from '@samband/config';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@samband/db';
import { createLogger } from '@samband/log';
import { openDataFolder } from './data-folder.ts';

/** The PostgreSQL that we run on; one of the operator's own is not ours to stop. */
export interface DatabaseServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A database server that has begun to start. */
export interface BeginningDatabaseServer {
  /** Settles when it takes connections. Errors: EmbeddedPostgresRefused. */
  readonly ready: Promise<DatabaseServer>;
}

/** Settles as soon as there is nothing to do but wait: the embedded server's process runs, or there is none to start. */
export async function beginDatabaseServer(config: Config): Promise<BeginningDatabaseServer> {
  const { url } = config.database;
  if (url !== undefined) return { ready: Promise.resolve({ url, stop: async () => undefined }) };
  await openDataFolder(config.dataFolder);
  const log = createLogger(config.log);
  let starting: Promise<EmbeddedPostgres> | undefined;
  await new Promise<void>((resolve) => {
    starting = startEmbeddedPostgres({ dataFolder: config.dataFolder, log, onSpawned: resolve });
    // A refusal is told to whoever waits for `ready`.
    starting.catch(() => resolve());
  });
  if (!starting) throw new Error('the embedded server was not started');
  return { ready: starting };
}
