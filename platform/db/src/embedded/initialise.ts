import { execFile } from 'node:child_process';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROLE } from './access-rules.ts';
import type { Account } from './account.ts';
import { type Binaries, POSTGRES_MAJOR } from './binaries.ts';
import { EmbeddedPostgresRefused } from './embedded-postgres-refused.ts';
import { type Folders, makeFolderOf } from './folders.ts';
import { explainFailure } from './server-log.ts';

/**
 * initdb's options. Checksums: a page that the disk has damaged is reported, not believed. Collation by PostgreSQL's own
 * C.UTF-8 and not the C library's, whose order may change with an upgrade of the system and silently spoil indexes.
 */
const OPTIONS = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  `--locale=${process.platform === 'darwin' ? 'C' : 'C.UTF-8'}`,
  '--data-checksums',
  '--auth=peer',
  `--username=${ROLE}`,
];

const INITDB_TIMEOUT_MS = 120_000;

/**
 * Makes the database if there is none. It is built beside its place and moved there whole, so that a crash half-way
 * leaves nothing that looks like a database. Refuses data of another major version, untouched.
 */
export async function ensureInitialised(
  binaries: Binaries,
  folders: Folders,
  account: Account,
  isDisposable: boolean,
): Promise<void> {
  const version = await versionOfData(folders);
  if (version !== undefined) return refuseOtherVersion(version, folders);
  await rm(folders.pgdataNew, { recursive: true, force: true });
  try {
    await makeFolderOf(account, folders.pgdataNew);
    await runInitdb(binaries, folders, account, isDisposable);
    await rename(folders.pgdataNew, folders.pgdata);
  } finally {
    await rm(folders.pgdataNew, { recursive: true, force: true });
  }
}

async function versionOfData({ pgdata }: Folders): Promise<string | undefined> {
  try {
    return (await readFile(join(pgdata, 'PG_VERSION'), 'utf8')).trim();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new EmbeddedPostgresRefused(
      'account',
      `The data in ${pgdata} belongs to another user. Start Samband as the user who made it, or as root.`,
      { cause },
    );
  }
}

async function runInitdb(
  { initdb }: Binaries,
  { pgdataNew, base }: Folders,
  account: Account,
  isDisposable: boolean,
): Promise<void> {
  const sync = isDisposable ? ['--no-sync'] : [];
  try {
    await promisify(execFile)(initdb, [`--pgdata=${pgdataNew}`, ...OPTIONS, ...sync], {
      ...account,
      cwd: '/',
      timeout: INITDB_TIMEOUT_MS,
    });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw explainFailure(`${stdout}\n${stderr}\n${message}`, base);
  }
}

function refuseOtherVersion(version: string, { base, pgdata }: Folders): void {
  if (version === String(POSTGRES_MAJOR)) return;
  throw new EmbeddedPostgresRefused(
    'other-version',
    `The data in ${pgdata} was made by PostgreSQL ${version}, and this Samband runs ${POSTGRES_MAJOR}; it was left untouched. ` +
      `To keep it, start the Samband that made it, dump the database there (pg_dump of version ${POSTGRES_MAJOR}), and restore it here; ` +
      `or run PostgreSQL ${version} on it yourself and set SAMBAND_DATABASE_URL. To start empty, move ${base} away.`,
  );
}
