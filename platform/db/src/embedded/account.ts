import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { EmbeddedPostgresRefused } from './embedded-postgres-refused.ts';

/** Whom the server runs as. Without ids: as ourselves. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Ourselves; or for root, whom PostgreSQL refuses, an account without privileges that every system has: `nobody`. No
 * account is made on the host. Data that another account already owns stays with it.
 * An account of its own for Samband is better than root: other programs that run as `nobody` could reach the files.
 */
export async function chooseAccount(pgdata: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const users = await readUsers();
  const owner = await stat(pgdata).catch(() => undefined);
  if (owner && owner.uid !== 0) {
    return { uid: owner.uid, gid: users.find(({ uid }) => uid === owner.uid)?.gid ?? owner.gid };
  }
  const nobody = users.find(({ name, uid }) => name === 'nobody' && uid !== 0);
  if (nobody) return { uid: nobody.uid, gid: nobody.gid };
  throw new EmbeddedPostgresRefused(
    'account',
    'PostgreSQL refuses to run as root, and this system has no account "nobody" to run it as. Start Samband as an ordinary user, or set SAMBAND_DATABASE_URL.',
  );
}

async function readUsers(): Promise<{ name: string; uid: number; gid: number }[]> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  return lines.map((line) => {
    const [name = '', , uid, gid] = line.split(':');
    return { name, uid: Number(uid), gid: Number(gid) };
  });
}

/** Our own user name, by which the server knows us when we connect. */
export function ownUserName(): string {
  try {
    return userInfo().username;
  } catch (cause) {
    throw new EmbeddedPostgresRefused(
      'account',
      `The user id ${process.getuid?.()} has no entry in the system's list of users, and PostgreSQL needs one. Add it, or set SAMBAND_DATABASE_URL.`,
      { cause },
    );
  }
}
