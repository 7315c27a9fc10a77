import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROLE, writeAccessRules } from './access-rules.ts';
import { type Account, chooseAccount } from './account.ts';
import { type Binaries, findBinaries, repairLibraryLinks } from './binaries.ts';
import { EmbeddedPostgresRefused } from './embedded-postgres-refused.ts';
import { type Folders, foldersIn, prepareFolders, refuseClosedFolders } from './folders.ts';
import { ensureInitialised } from './initialise.ts';
import { clearLeftovers } from './leftovers.ts';
import { takeOwnership } from './owner-lock.ts';
import { becomesReady, type Postmaster, spawnPostmaster, stopPostmaster } from './postmaster.ts';
import { diskFull, explainFailure, keepLogWithinSize, logSince, logSize, rotateServerLog } from './server-log.ts';
import { type Settings, serverSettings } from './settings.ts';
import { prepareSocketFolder, socketFolderFor } from './socket-folder.ts';

/** What the supervisor needs of a logger; pino's fits. */
export interface SupervisorLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface EmbeddedPostgresOptions {
  /** Samband's data folder; the server's lies in `postgres` below it. */
  readonly dataFolder: string;
  readonly log?: SupervisorLog;
  /** For tests: the data is thrown away, so it need not survive a crash. */
  readonly isDisposable?: boolean;
  /** Told when the server process runs; until it takes connections (recovery, say), the caller can do other work. */
  readonly onSpawned?: () => void;
}

export interface EmbeddedPostgres {
  /** For `openDatabase`. Holds no secret: the server knows us by our operating-system user. */
  readonly url: string;
  /** Process id of the server at the moment; another one after a restart. */
  pid(): number;
  stop(): Promise<void>;
}

/** Recovery after a crash replays up to max_wal_size; on a slow disk that may take minutes. */
const READY_TIMEOUT_MS = 300_000;
/** A dead server may seem alive for a while (a zombie, a socket lock); facts of PostgreSQL, not ours to hurry. */
const START_RETRY_MAX_MS = 10_000;
const START_RETRY_EVERY_MS = 250;
const SEEMS_ALIVE = /lock file ".*" already exists|pre-existing shared memory block/;
const RESTART_BACKOFF_FIRST_MS = 100;
const RESTART_BACKOFF_MAX_MS = 5_000;
/** Restarts in a row, each without a healthy minute after it, before we give up. */
const RESTARTS_MAX = 10;
const HEALTHY_AFTER_MS = 60_000;

/**
 * Starts PostgreSQL on the data folder, making the database the first time, and keeps it running: it is restarted when
 * it ends by itself, and it stops when we do, however that comes about.
 * Throws {@link EmbeddedPostgresRefused} with one clear sentence when it cannot run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return startWithBinaries(options, await findBinaries());
}

/** The same with the programs of another folder. */
export async function startWithBinaries(
  options: EmbeddedPostgresOptions,
  binaries: Binaries,
): Promise<EmbeddedPostgres> {
  const dataFolder = resolve(options.dataFolder);
  try {
    return await start(dataFolder, options, binaries);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? diskFull(dataFolder) : error;
  }
}

interface Installation {
  readonly binaries: Binaries;
  readonly folders: Folders;
  readonly account: Account;
  readonly settings: Settings;
}

async function start(
  dataFolder: string,
  options: EmbeddedPostgresOptions,
  binaries: Binaries,
): Promise<EmbeddedPostgres> {
  const folders = foldersIn(dataFolder);
  const account = await chooseAccount(folders.pgdata);
  await repairLibraryLinks(binaries.folder);
  await prepareFolders(dataFolder, folders, account);
  await refuseClosedFolders(account, [binaries.folder, folders.base, dirname(socketFolderFor(folders.base))]);
  const release = await takeOwnership(folders.lock);
  try {
    const isDisposable = options.isDisposable ?? false;
    await ensureInitialised(binaries, folders, account, isDisposable);
    await clearLeftovers(folders.pgdata);
    const socketFolder = await prepareSocketFolder(folders.base, account);
    await writeAccessRules(folders.base, account);
    const settings = serverSettings({ socketFolder, base: folders.base }, isDisposable);
    const url = `postgresql://${ROLE}@/postgres?host=${encodeURIComponent(socketFolder)}`;
    const supervisor = await supervise({ binaries, folders, account, settings }, options);
    const stopRotation = keepLogWithinSize(folders.log);
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      stopRotation();
      await supervisor.stop();
      await rm(socketFolder, { recursive: true, force: true });
      await release();
    };
    return { url, pid: supervisor.pid, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await release();
    throw error;
  }
}

async function supervise(installation: Installation, { log, onSpawned }: EmbeddedPostgresOptions) {
  let postmaster = await startUntilReady(installation, onSpawned);
  const stopped = new AbortController();
  log?.info({ pid: postmaster.pid }, 'PostgreSQL is running');

  const watching = keepRunning();
  async function keepRunning(): Promise<void> {
    for (let restarts = 0; restarts < RESTARTS_MAX; restarts += 1) {
      const started = performance.now();
      await postmaster.ended;
      postmaster.watchdog.dismiss();
      if (stopped.signal.aborted) return;
      if (performance.now() - started > HEALTHY_AFTER_MS) restarts = 0;
      log?.warn({ pid: postmaster.pid, restarts }, 'PostgreSQL ended by itself and is started again');
      await delay(Math.min(RESTART_BACKOFF_MAX_MS, RESTART_BACKOFF_FIRST_MS * 2 ** restarts), undefined, {
        signal: stopped.signal,
      }).catch(() => undefined);
      if (stopped.signal.aborted) return;
      const restarted = await startUntilReady(installation).catch((error: unknown) => {
        log?.error({ err: error }, 'PostgreSQL could not be started again');
      });
      if (!restarted) continue;
      postmaster = restarted;
      if (stopped.signal.aborted) await stopPostmaster(postmaster);
    }
    log?.error({ restarts: RESTARTS_MAX }, 'PostgreSQL does not stay up; no further attempt is made');
  }

  return {
    pid: () => postmaster.pid,
    async stop() {
      stopped.abort();
      await stopPostmaster(postmaster);
      await watching;
    },
  };
}

/** Starts the server and waits until it takes connections; tries again for a while when a dead one seems alive. */
async function startUntilReady(installation: Installation, onSpawned?: () => void): Promise<Postmaster> {
  const { binaries, folders, account, settings } = installation;
  const started = performance.now();
  for (;;) {
    await rotateServerLog(folders.log);
    const logOffset = await logSize(folders.log);
    const postmaster = await spawnPostmaster(binaries, folders, account, settings);
    onSpawned?.();
    if (await becomesReady(postmaster, folders.pgdata, READY_TIMEOUT_MS)) return postmaster;
    await stopPostmaster(postmaster);
    const output = await logSince(folders.log, logOffset);
    const seemsAlive = SEEMS_ALIVE.test(output);
    if (seemsAlive && performance.now() - started < START_RETRY_MAX_MS) {
      await delay(START_RETRY_EVERY_MS);
      continue;
    }
    throw seemsAlive ? stillInUse(folders) : explainFailure(output, folders.base);
  }
}

function stillInUse({ pgdata }: Folders): EmbeddedPostgresRefused {
  return new EmbeddedPostgresRefused(
    'in-use',
    `Another PostgreSQL seems to run on ${pgdata}. Stop it (its process id is the first line of postmaster.pid there) and start again.`,
  );
}
