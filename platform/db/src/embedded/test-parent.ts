import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, onTestFinished, vi } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { startOfProcess } from './running-process.ts';

const run = promisify(execFile);

// Whole processes are started and stopped here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const PROGRAM = join(import.meta.dirname, '../test-programs/embedded-parent.ts');

/** What a parent said first: where its server is, or why there is none. */
export interface Said {
  readonly url?: string;
  readonly pid?: number;
  readonly reason?: string;
  readonly message?: string;
}

export interface Parent {
  readonly child: ChildProcess;
  readonly said: Said;
  /** Everything printed after that. */
  readonly lines: string[];
  kill(signal?: NodeJS.Signals): Promise<void>;
  killGroup(signal: NodeJS.Signals): void;
}

/** Starts a process of its own, in a group of its own, that runs an embedded server; killed when the test is done. */
export async function startParent(
  dataFolder: string,
  { task = '', env, uid }: { task?: string; env?: NodeJS.ProcessEnv; uid?: number } = {},
): Promise<Parent> {
  const child = spawn(process.execPath, [PROGRAM, dataFolder, task], {
    detached: true,
    cwd: '/',
    ...(env && { env }),
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const ended = once(child, 'exit');
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    child.kill(signal);
    await ended;
  };
  onTestFinished(() => kill());
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const [first] = (await once(reader, 'line')) as [string];
  reader.on('line', (line) => lines.push(line));
  const killGroup = (signal: NodeJS.Signals) => process.kill(-(child.pid as number), signal);
  return { child, said: JSON.parse(first) as Said, lines, kill, killGroup };
}

/** A new folder below the system's temporary one that everyone may enter; removed when the test is done. */
export async function temporaryFolder(prefix = 'samband-db-'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await chmod(folder, 0o755);
  // A server that is just stopping may still write.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
}

/** A private data folder that already holds a database, copied from one that is made once: initdb takes a second or more. */
export async function preparedDataFolder(): Promise<string> {
  prepared ??= prepare();
  const folder = join(await temporaryFolder(), 'data');
  await run('cp', ['-a', await prepared, folder]);
  return folder;
}
let prepared: Promise<string> | undefined;
afterAll(async () => {
  if (prepared) await rm(await prepared, { recursive: true, force: true });
});

async function prepare(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-db-prepared-'));
  const server = await startEmbeddedPostgres({ dataFolder: folder, isDisposable: true });
  await server.stop();
  return folder;
}

export async function isRunning(pid: number | undefined): Promise<boolean> {
  return pid !== undefined && (await startOfProcess(pid)) !== undefined;
}

/** The watchdog of a server, by its command line. Linux only, as the tests that need it. */
export async function watchdogOf(postmasterPid: number): Promise<number> {
  for (const name of await readdir('/proc')) {
    const words = (await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (words.includes('samband-postgres-watchdog') && words.includes(String(postmasterPid))) return Number(name);
  }
  throw new Error(`no watchdog of ${postmasterPid}`);
}
