import { copyFile, type FileHandle, open, readFile, rm, stat, truncate } from 'node:fs/promises';
import type { Account } from './account.ts';
import { EmbeddedPostgresRefused } from './embedded-postgres-refused.ts';

/** Two files of at most about this size are kept: the log and the one before it. */
const LOG_SIZE_MAX_BYTES = 8 * 1024 * 1024;
const CHECK_EVERY_MS = 60_000;
const LINES_SHOWN_MAX = 3;

/** Opens the log for the server to append to. A file and not a pipe: a pipe to a parent that has died stops a writer. */
export async function openServerLog(file: string, { uid, gid }: Account): Promise<FileHandle> {
  const log = await open(file, 'a', 0o600);
  if (uid !== undefined && gid !== undefined) await log.chown(uid, gid);
  return log;
}

/** The server keeps its file open and appends, so the content is moved and the file cut, rather than renamed. */
export async function rotateServerLog(file: string, sizeMaxBytes = LOG_SIZE_MAX_BYTES): Promise<void> {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (size <= sizeMaxBytes) return;
  await rm(`${file}.1`, { force: true });
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

/** Keeps the log within its size until stopped; does not keep the process alive. */
export function keepLogWithinSize(file: string): () => void {
  const timer = setInterval(() => void rotateServerLog(file).catch(() => undefined), CHECK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

export async function logSize(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

/** What the server has written since the log had the given size. */
export async function logSince(file: string, offsetBytes: number): Promise<string> {
  const content = await readFile(file).catch(() => Buffer.alloc(0));
  return content.subarray(offsetBytes).toString('utf8');
}

/** The refusal for what the server or initdb said when it gave up: one clear sentence for the causes we know. */
export function explainFailure(output: string, dataFolder: string): EmbeddedPostgresRefused {
  const library = /(?:error while loading shared libraries: |Library not loaded: )([^\s:]+)/.exec(output)?.[1];
  if (library) {
    return new EmbeddedPostgresRefused(
      'missing-library',
      `PostgreSQL needs the system library ${library}, which this machine lacks. Install the package that has it, and start again.`,
    );
  }
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFull(dataFolder);
  if (/could not look up effective user ID/.test(output)) {
    return new EmbeddedPostgresRefused(
      'account',
      "The user id that PostgreSQL would run as has no entry in the system's list of users. Add it, or set SAMBAND_DATABASE_URL.",
    );
  }
  const lines = output.split('\n').filter((line) => /FATAL|PANIC|error|could not/i.test(line));
  return new EmbeddedPostgresRefused(
    'start-failed',
    `PostgreSQL did not start in ${dataFolder}: ${lines.slice(-LINES_SHOWN_MAX).join(' ').trim() || 'it said nothing'}`,
  );
}

export function diskFull(dataFolder: string): EmbeddedPostgresRefused {
  return new EmbeddedPostgresRefused(
    'disk-full',
    `The disk that holds ${dataFolder} is full. Free some space and start again.`,
  );
}
