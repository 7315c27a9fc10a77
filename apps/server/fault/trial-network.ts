import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@samband/sdk';
import { addParty } from '../bench/add-party.ts';
import type { LoadParty } from '../bench/load-client.ts';
import { clientFiles } from '../src/client-files.ts';
import { type ServerProcess, startServerProcess } from '../src/server-process.ts';

/** A network to break: one server with its own database in a folder, and the parties that talk over it meanwhile. */
export interface TrialNetwork {
  readonly dataFolder: string;
  readonly url: string;
  readonly senders: readonly LoadParty[];
  readonly receivers: readonly LoadParty[];
  /** The server as it runs now. */
  server(): ServerProcess;
  /** Starts it again, at the same address on the same data, after it was killed. */
  restart(environment?: Readonly<Record<string, string>>): Promise<void>;
  /** Stops the server and takes everything away. */
  remove(): Promise<void>;
}

export interface TrialOptions {
  readonly pairs?: number;
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export async function startTrialNetwork({ pairs = 3, folder, environment }: TrialOptions = {}): Promise<TrialNetwork> {
  const base = folder ?? (await mkdtemp(join(tmpdir(), 'samband-fault-')));
  await mkdir(base, { recursive: true });
  await chmod(base, 0o711);
  const dataFolder = join(base, 'data');
  const settings = { SAMBAND_DEMO: 'off', ...environment };
  let server = await startServerProcess({ dataFolder, environment: settings });
  const { url } = server;
  const port = Number(new URL(url).port);

  const operator = await clientFiles(dataFolder).find('operator');
  if (!operator) throw new Error('the server has made no operator client');
  const network = connect({ apiUrl: url, ...operator });
  const parties: LoadParty[] = [];
  for (let number = 0; number < pairs * 2; number++) parties.push(await addParty(network, number));

  return {
    dataFolder,
    url,
    senders: parties.slice(0, pairs),
    receivers: parties.slice(pairs),
    server: () => server,
    async restart(more = {}) {
      server = await startServerProcess({ dataFolder, port, environment: { ...settings, ...more } });
    },
    async remove() {
      await server.stop();
      await rm(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
