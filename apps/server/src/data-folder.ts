import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClientFiles, clientFiles } from './client-files.ts';

/** What the server keeps on this machine, beside its database. */
export interface DataFolder {
  readonly path: string;
  readonly clients: ClientFiles;
  /** What the signing keys in the database are sealed with; made once. */
  readonly identitySecret: () => Promise<string>;
  /** What the keys of our parties are sealed with; made once. */
  readonly partyKeysSecret: () => Promise<string>;
  /** What vendors send to ask for a client; made once. */
  readonly selfServiceKey: () => Promise<string>;
  /** Tells the `samband` command where the server is; taken away when it stops. */
  readonly announce: (server: { url: string; issuer: string; startedAt: Date }) => Promise<() => Promise<void>>;
}

export async function openDataFolder(path: string): Promise<DataFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  return {
    path,
    clients: clientFiles(path),
    identitySecret: () => secretIn(join(path, 'identity.secret')),
    partyKeysSecret: () => secretIn(join(path, 'party-keys.secret')),
    selfServiceKey: () => secretIn(join(path, 'self-service.key')),
    announce: async (server) => {
      const file = join(path, 'server.json');
      await writeFile(`${file}.new`, `${JSON.stringify({ ...server, pid: process.pid }, null, 2)}\n`);
      await rename(`${file}.new`, file);
      return () => rm(file, { force: true });
    },
  };
}

async function secretIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = randomBytes(48).toString('base64');
  await writeFile(`${file}.new`, `${secret}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  return secret;
}
