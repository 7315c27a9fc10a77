import { chmod, chown, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, ownUserName } from './account.ts';

/** The database role that everything connects as; made by initdb. */
export const ROLE = 'samband';
const MAP = 'samband';

/**
 * Who may connect: by Unix socket, the very operating-system user that runs Samband, and nobody else.
 *
 * `peer` and not a password: the kernel tells the server who is at the other end, so there is no secret to keep on
 * disk, in a URL or out of the log. And not `trust`: when root runs us, the server's account is `nobody`, which other
 * programs may share; those can enter the socket's folder, but are not let in.
 * Written at each start, so that a data folder follows its user.
 */
export async function writeAccessRules(base: string, account: Account): Promise<void> {
  await writeForAccount(join(base, 'pg_hba.conf'), `local all all peer map=${MAP}\n`, account);
  await writeForAccount(join(base, 'pg_ident.conf'), `${MAP} ${quote(ownUserName())} ${ROLE}\n`, account);
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Readable for the server, writable only for us. Replaced rather than overwritten: the old one may be another user's. */
async function writeForAccount(file: string, content: string, { gid }: Account): Promise<void> {
  const draft = `${file}.new`;
  await rm(draft, { force: true });
  await writeFile(draft, content, { mode: 0o600 });
  if (gid !== undefined) {
    await chown(draft, 0, gid);
    await chmod(draft, 0o640);
  }
  await rename(draft, file);
}
