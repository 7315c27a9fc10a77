import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Folders } from './folders.ts';
import { signalProcess } from './running-process.ts';
import { openServerLog } from './server-log.ts';
import { asArguments, type Settings } from './settings.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';

export interface Postmaster {
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  readonly watchdog: Watchdog;
}

const READY_CHECK_EVERY_MS = 10;
/** PostgreSQL's "fast" stop ends sessions and writes a checkpoint; "immediate" leaves recovery to the next start. */
const FAST_STOP_MAX_MS = 30_000;
const IMMEDIATE_STOP_MAX_MS = 5_000;

/** Starts the server process, in a session of its own so that Ctrl-C in the terminal reaches us first and it not at all. */
export async function spawnPostmaster(
  { postgres }: Binaries,
  folders: Folders,
  account: Account,
  settings: Settings,
): Promise<Postmaster> {
  const log = await openServerLog(folders.log, account);
  try {
    const command = [...(await dieWithParent()), postgres, '-D', folders.pgdata, ...asArguments(settings)];
    const child = spawn(command[0] as string, command.slice(1), {
      ...account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    const ended = endOf(child);
    await spawned(child);
    child.unref();
    const pid = child.pid as number;
    const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
    return { pid, ended, hasEnded, watchdog: startWatchdog(pid, folders.pgdata, account) };
  } finally {
    await log.close();
  }
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

function spawned(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
}

/**
 * On Linux the kernel itself can stop the server when we die (prctl PR_SET_PDEATHSIG), which even a watchdog that was
 * killed along with us cannot prevent. Empty where util-linux's setpriv is not there.
 */
async function dieWithParent(): Promise<string[]> {
  const command = ['setpriv', '--pdeathsig', 'INT', '--'];
  const isThere = await promisify(execFile)('setpriv', [...command.slice(1), 'true']).then(
    () => true,
    () => false,
  );
  return isThere ? command : [];
}

/**
 * Waits until the server takes connections: the eighth line of postmaster.pid says `ready` and the first is the process
 * we started. False when it ended instead, or the time is up.
 */
export async function becomesReady(postmaster: Postmaster, pgdata: string, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!postmaster.hasEnded() && performance.now() < deadline) {
    const lines = (await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (Number(lines[0]) === postmaster.pid && lines[7]?.trim() === 'ready') return true;
    await delay(READY_CHECK_EVERY_MS);
  }
  return false;
}

/** Stops it: fast, then without a checkpoint, then by force; each within its limit. */
export async function stopPostmaster({ pid, ended, hasEnded, watchdog }: Postmaster): Promise<void> {
  for (const [signal, waitMaxMs] of [
    ['SIGINT', FAST_STOP_MAX_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MAX_MS],
    ['SIGKILL', IMMEDIATE_STOP_MAX_MS],
  ] as const) {
    if (hasEnded() || !signalProcess(pid, signal)) break; // an id whose process has ended may be another's
    const isEnded = await endsWithin(ended, waitMaxMs);
    if (isEnded) break;
  }
  watchdog.dismiss();
}

async function endsWithin(ended: Promise<void>, waitMaxMs: number): Promise<boolean> {
  const timer = new AbortController();
  const timeUp = delay(waitMaxMs, false, { signal: timer.signal }).catch(() => false);
  const isEnded = await Promise.race([ended.then(() => true), timeUp]);
  timer.abort(); // else the timer would keep the process alive
  return isEnded;
}
