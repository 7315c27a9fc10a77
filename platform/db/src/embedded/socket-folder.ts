import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { EmbeddedPostgresRefused } from './embedded-postgres-refused.ts';
import { makeFolderOf } from './folders.ts';

/** The kernel's limit for the path of a Unix socket: `sun_path` less its closing zero. */
const SOCKET_PATH_MAX_BYTES = process.platform === 'linux' ? 107 : 103;

/** PostgreSQL's name for its socket; the port is only a part of that name, as nothing listens on TCP. */
const SOCKET_NAME = '.s.PGSQL.5432';

/**
 * A private folder for the server's socket: within the base folder, or when that path is too long for a socket, in the
 * system's folder for temporary files under a name that follows from the base folder.
 */
export async function prepareSocketFolder(base: string, account: Account): Promise<string> {
  const folder = socketFolderFor(base);
  try {
    await rm(folder, { recursive: true, force: true });
    // Fails when it is there already: in a folder that all may write, someone may have been quicker.
    await makeFolderOf(account, folder);
    return folder;
  } catch (cause) {
    throw new EmbeddedPostgresRefused(
      'start-failed',
      `The folder ${folder} for the database's socket could not be made anew; it may be somebody else's. Remove it and start again.`,
      { cause },
    );
  }
}

export function socketFolderFor(base: string): string {
  const own = join(base, 'socket');
  if (fits(own)) return own;
  const name = `samband-${createHash('sha256').update(base).digest('hex').slice(0, 12)}`;
  return [join(tmpdir(), name), join('/tmp', name)].find(fits) ?? own;
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, SOCKET_NAME)) <= SOCKET_PATH_MAX_BYTES;
}
