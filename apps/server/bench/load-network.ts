import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase, startEmbeddedPostgres } from '@samband/db';
import { connect, createKeyPair, type Network } from '@samband/sdk';
import { clientFiles } from '../src/client-files.ts';
import { type ServerProcess, startServerProcess } from '../src/server-process.ts';
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
  return connect({ url, ...operator });
}

async function addParty(operator: Network, number: number): Promise<LoadParty> {
  const organizationNumber = organizationNumberOf(number);
  const name = `Virksomhet ${number}`;
  const organization = await operator.parties.create({
    kind: 'organization',
    name,
    organizationNumber,
    businessType: '101',
  });
  const unit = await operator.parties.create({
    kind: 'service',
    name: `Enhet ${number}`,
    parentHerId: organization.herId,
  });
  const { privateJwk, publicJwk } = await createKeyPair();
  const client = { name, organizationNumber, publicJwks: [publicJwk], scopes: ['nhn:msh/api'] };
  const { clientId } = await operator.clients.create(client);
  return { clientId, privateJwk, organizationHerId: organization.herId, herId: unit.herId };
}

/** A valid number from the series that no real organisation is given numbers in (modulus 11). */
function organizationNumberOf(number: number): string {
  const weights = [3, 2, 7, 6, 5, 4, 3, 2];
  for (let candidate = 31_500_000 + number * 3; ; candidate++) {
    const digits = [...String(candidate)].map(Number);
    const rest = digits.reduce((sum, digit, index) => sum + digit * (weights[index] ?? 0), 0) % 11;
    if (rest !== 1) return `${candidate}${rest === 0 ? 0 : 11 - rest}`;
  }
}
