import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const PROGRAMS = '/usr/lib/postgresql/15/bin';
/** Debian's `nobody`, for root: PostgreSQL refuses to run as root. */
const NOBODY = 65_534;
const READY_TIMEOUT_MS = 60_000;
const READY_CHECK_EVERY_MS = 20;

/**
 * Starts the PostgreSQL 15 that Debian ships, on a temporary folder, so that the tests can run on the oldest server we
 * support as well: give its `url` as SAMBAND_TEST_DATABASE_URL. Undefined where it is not installed.
 * For tests only: `trust` lets in whoever may enter the private folder of the socket, and nothing is synced to disk.
 */
export async function startDebianPostgres(): Promise<{ url: string; stop: () => Promise<void> } | undefined> {
  if (!existsSync(join(PROGRAMS, 'initdb'))) return undefined;
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const folder = await mkdtemp(join(tmpdir(), 'samband-debian-'));
  if (account.uid !== undefined) await chown(folder, account.uid, account.gid);
  const pgdata = join(folder, 'data');
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const options = ['-D', pgdata, '-U', 'samband', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
    await promisify(execFile)(join(PROGRAMS, 'initdb'), options, { ...account, cwd: '/' });
    const server = await startServer(pgdata, folder, account);
    const stop = async () => {
      const ended = once(server, 'exit');
      server.ref();
      server.kill('SIGINT');
      await ended;
      await removeFolder();
    };
    return { url: `postgresql://samband@/postgres?host=${encodeURIComponent(folder)}`, stop };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

async function startServer(pgdata: string, socketFolder: string, account: { uid?: number; gid?: number }) {
  const settings = ['listen_addresses=', 'fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
  const options = ['-D', pgdata, '-k', socketFolder, ...settings.flatMap((setting) => ['-c', setting])];
  // setpriv comes with Debian: the kernel stops the server when we die.
  const command = ['--pdeathsig', 'INT', '--', join(PROGRAMS, 'postgres'), ...options];
  const server = spawn('setpriv', command, { ...account, cwd: '/', detached: true, stdio: 'ignore' });
  server.unref();
  await isReady(server, pgdata);
  return server;
}

async function isReady(server: ChildProcess, pgdata: string): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < deadline && server.exitCode === null) {
    const lines = (await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (lines[7]?.trim() === 'ready') return;
    await delay(READY_CHECK_EVERY_MS);
  }
  server.kill('SIGKILL');
  throw new Error('the PostgreSQL of Debian did not start');
}
