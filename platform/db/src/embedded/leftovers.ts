import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresRefused } from './embedded-postgres-refused.ts';
import { processesIn, signalProcess } from './running-process.ts';

const CHECK_EVERY_MS = 50;
/** Fast stop first, as the one who died before us would have done; immediate after this long. */
const FAST_STOP_MAX_MS = 10_000;
/** What outlives a dead postmaster is told to go at once, and after this long is not asked any more. */
const ORPHAN_STOP_MAX_MS = 5_000;
const WAIT_MAX_MS = 20_000;

/**
 * Clears up after a parent that died: stops a server that still runs on the data (nobody supervises it: we hold the
 * ownership), waits for what is left of its processes, and removes its stale postmaster.pid. The last matters where
 * the dead server's id belongs to another process by now, or to a zombie that nobody collects: PostgreSQL would
 * believe in it for ever. Where the system cannot tell which processes work in a folder, PostgreSQL's own check stays.
 */
export async function clearLeftovers(pgdata: string): Promise<void> {
  const pidFile = join(pgdata, 'postmaster.pid');
  const content = await readFile(pidFile, 'utf8').catch(() => undefined);
  if (content === undefined) return;
  const folder = await realpath(pgdata);
  const postmaster = Number(content.split('\n')[0]);
  const started = performance.now();
  let signal: NodeJS.Signals | undefined;
  for (;;) {
    const running = await processesIn(folder);
    if (!running) return;
    if (running.length === 0) break;
    const waitedMs = performance.now() - started;
    if (waitedMs > WAIT_MAX_MS) throw stillRunning(pgdata, running);
    const { targets, due } = running.includes(postmaster)
      ? askServer(postmaster, waitedMs)
      : askOrphans(running, waitedMs);
    if (due !== signal) for (const pid of targets) signalProcess(pid, due);
    signal = due;
    await delay(CHECK_EVERY_MS);
  }
  await rm(pidFile, { force: true });
}

interface Request {
  readonly targets: readonly number[];
  readonly due: NodeJS.Signals;
}

function askServer(postmaster: number, waitedMs: number): Request {
  return { targets: [postmaster], due: waitedMs > FAST_STOP_MAX_MS ? 'SIGQUIT' : 'SIGINT' };
}

/**
 * Backends whose postmaster was killed: most see it by themselves, one that is busy does not. The next start recovers
 * from the log whatever they leave, so there is nothing in them to be careful with.
 */
function askOrphans(running: readonly number[], waitedMs: number): Request {
  return { targets: running, due: waitedMs > ORPHAN_STOP_MAX_MS ? 'SIGKILL' : 'SIGQUIT' };
}

function stillRunning(pgdata: string, pids: readonly number[]): EmbeddedPostgresRefused {
  return new EmbeddedPostgresRefused(
    'in-use',
    `PostgreSQL processes of an earlier run still work in ${pgdata} and do not stop: ${pids.join(', ')}. End them (kill -9 ${pids.join(' ')}) and start again.`,
  );
}
