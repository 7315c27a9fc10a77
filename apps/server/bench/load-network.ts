import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase, startEmbeddedPostgres } from '@samband/db';
import { connect, type Network } from '@samband/sdk';
import { clientFiles } from '../src/client-files.ts';
import { type ServerProcess, startServerProcess } from '../src/server-process.ts';
import { addParty } from './add-party.ts';
import type { LoadParty } from './load-client.ts';

/** A network to put load on: server and database are processes of their own. */
export interface LoadNetwork {
  readonly folder: string;
  readonly server: ServerProcess;
  readonly postgresPid: number;
  /** For counting what is stored, past the server. */
  readonly database: Database;
  /** Makes an organisation with one unit and a client, numbered so that none is made twice. */
  addParty(number: number): Promise<LoadParty>;
  stop(): Promise<void>;
}

/** An empty network in a folder of its own. Everything is gone when it is stopped. */
export async function startLoadNetwork(environment: Readonly<Record<string, string>> = {}): Promise<LoadNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-load-'));
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataFolder: join(folder, 'database') });
  const dataFolder = join(folder, 'server');
  const server = await startServerProcess({
    dataFolder,
    environment: {
      SAMBAND_DATABASE_URL: postgres.url,
      SAMBAND_DEMO: 'off',
      ...environment,
    },
  });
  const database = await openDatabase({ url: postgres.url, poolMax: 2 });
  const operator = await operatorNetwork(dataFolder, server.url);
  return {
    folder,
    server,
    postgresPid: postgres.pid(),
    database,
    addParty: (number) => addParty(operator, number),
    async stop() {
      await server.stop();
      await database.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function operatorNetwork(dataFolder: string, url: string): Promise<Network> {
  const operator = await clientFiles(dataFolder).find('operator');
  if (!operator) throw new Error('the server has made no operator client');
  return connect({ apiUrl: url, ...operator });
}
