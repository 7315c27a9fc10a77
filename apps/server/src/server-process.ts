import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEnvironment } from '@samband/config';
import { freePort } from '@samband/testing';

const main = join(import.meta.dirname, 'main.ts');
const readyWithinMs = 60_000;

/** A whole server as a process of its own, as `npm start` runs it; for tests that let it die, and for the benchmark. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Ctrl-C: finishes what was accepted. Gives the exit code. */
  stop(): Promise<number | null>;
  /** Pulls the plug: nothing is finished. */
  kill(): Promise<void>;
  /** Everything that it has printed. */
  output(): string;
}

/** Starts a server on a data folder and waits until it is ready; a free port unless one is given. */
export async function startServerProcess(options: {
  dataFolder: string;
  port?: number;
  environment?: Readonly<Record<string, string>>;
}): Promise<ServerProcess> {
  const port = options.port ?? (await freePort());
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, [main], {
    // A group of its own, so that a signal sent to us does not reach it by itself.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: readEnvironment()['PATH'],
      SAMBAND_DATA_FOLDER: options.dataFolder,
      SAMBAND_HTTP_PORT: String(port),
      SAMBAND_LOG_FORMAT: 'json',
      SAMBAND_DEMO_MESSAGES_PER_MINUTE: '0', // only what is sent to it happens in it
      ...options.environment,
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
  const { SAMBAND_DEMO, SAMBAND_DATABASE_URL, SAMBAND_IDENTITY_ISSUER } = options.environment ?? {};
  const hasCountry = SAMBAND_DEMO ? SAMBAND_DEMO !== 'off' : !SAMBAND_DATABASE_URL && !SAMBAND_IDENTITY_ISSUER;
  // The country is made after the door is open: whoever is to be played with must be there.
  await untilReady(child, () => printed, hasCountry ? 'Samband is running' : '"msg":"ready"');
  return {
    url,
    pid: child.pid ?? 0,
    output: () => printed,
    stop: () => end(child, 'SIGINT'),
    kill: async () => void (await end(child, 'SIGKILL')),
  };
}

/** By its own word: on a port that is taken, somebody else would answer. */
async function untilReady(child: ChildProcess, printed: () => string, word: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    if (printed().includes(word)) return;
    await sleep(20);
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not get ready; it printed:\n${printed()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}
