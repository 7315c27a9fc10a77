import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, stat } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import { EmbeddedPostgresRefused } from './embedded-postgres-refused.ts';

/** Where everything of the embedded server lies, all below the data folder but the socket when its path is too long. */
export interface Folders {
  readonly base: string;
  /** PostgreSQL's own data, owned by the account that runs it, 0700. */
  readonly pgdata: string;
  /** Where a new database is built; renamed to `pgdata` when it is whole. */
  readonly pgdataNew: string;
  readonly log: string;
  readonly lock: string;
}

const PRIVATE = 0o700;
const ENTER_AS_GROUP = 0o010;
const ENTER_AS_OTHER = 0o001;
const ANY_GROUP_RIGHT = 0o070;

export function foldersIn(dataFolder: string): Folders {
  const base = join(dataFolder, 'postgres');
  return {
    base,
    pgdata: join(base, 'data'),
    pgdataNew: join(base, 'data.new'),
    log: join(base, 'postgres.log'),
    lock: join(base, 'owner'),
  };
}

/**
 * Makes the private folders. Run as root, the server's account must be able to pass through them to its own: a folder
 * that is root's alone (0700) becomes 0710 with the account's group, so that the account may enter but not list it.
 */
export async function prepareFolders(dataFolder: string, { base }: Folders, account: Account): Promise<void> {
  await mkdir(dataFolder, { recursive: true, mode: PRIVATE });
  await mkdir(base, { recursive: true, mode: PRIVATE });
  for (const folder of [dataFolder, base]) await letAccountPass(folder, account);
}

async function letAccountPass(folder: string, { uid, gid }: Account): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  const found = await stat(folder);
  const isOpen = found.uid === uid || (found.mode & (found.gid === gid ? ENTER_AS_GROUP : ENTER_AS_OTHER)) !== 0;
  if (isOpen) return;
  const isOfNoGroup = (found.mode & ANY_GROUP_RIGHT) === 0;
  if (isOfNoGroup) await chown(folder, found.uid, gid);
  await chmod(folder, (found.mode & 0o7777) | (isOfNoGroup || found.gid === gid ? ENTER_AS_GROUP : ENTER_AS_OTHER));
}

/** A private folder of the account's own. */
export async function makeFolderOf({ uid, gid }: Account, folder: string): Promise<void> {
  await mkdir(folder, { mode: PRIVATE });
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
}

/** Prints the first of its arguments that the account may not enter. */
const FIRST_CLOSED = 'for folder do [ -x "$folder" ] || { printf %s "$folder"; exit; }; done';

/** Refuses, with the folder's name, when the account that runs the server cannot reach one of the places it needs. */
export async function refuseClosedFolders(account: Account, places: readonly string[]): Promise<void> {
  if (account.uid === undefined) return;
  const folders = [...new Set(places.flatMap(withFoldersAbove))];
  const { stdout: closed } = await promisify(execFile)('/bin/sh', ['-c', FIRST_CLOSED, 'sh', ...folders], {
    ...account,
    cwd: '/',
  });
  if (closed === '') return;
  throw new EmbeddedPostgresRefused(
    'closed-folder',
    `PostgreSQL refuses to run as root and would run as user id ${account.uid}, to whom the folder ${closed} is closed. Open it (chmod o+x ${closed}), put Samband elsewhere, or start it as the folder's owner.`,
  );
}

function withFoldersAbove(place: string): string[] {
  return place === parse(place).root ? [] : [...withFoldersAbove(dirname(place)), place];
}
