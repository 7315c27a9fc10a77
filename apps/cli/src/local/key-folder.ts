import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { KeyStore } from '@samband/crypto';
import type { Io } from '../io.ts';
import { WrongUsage } from '../wrong-usage.ts';
import { findSambandFolder } from './samband-folder.ts';

/** The keys of the parties that a server on this machine speaks for, in its data folder. */
export interface KeyFolder {
  readonly path: string;
  /** Undefined: the server has made none yet. */
  readonly store: Pick<KeyStore, 'list' | 'remove'> | undefined;
  /** Files that lie there for the server to take in. */
  waiting(): Promise<string[]>;
  /** Lays a PKCS#12 file there for the server: it alone has the secret to seal with, and looks when a key is missing. */
  lay(name: string, file: Uint8Array, password: string): Promise<void>;
}

/** `named`, or what SAMBAND_DATA_FOLDER says, or the nearest `.samband` upward. */
export async function openKeyFolder(io: Io, named: string | undefined): Promise<KeyFolder> {
  const { loadConfig, readEnvironment } = await import('@samband/config');
  const { dataFolder, ebxml } = loadConfig(readEnvironment());
  const chosen = named === undefined ? undefined : resolve(io.cwd, named);
  const path = chosen ?? (existsSync(dataFolder) ? dataFolder : findSambandFolder(io.cwd));
  if (path === undefined || !existsSync(path)) {
    const advice = 'Name the data folder of the server with --data, or set SAMBAND_DATA_FOLDER as the server has it.';
    throw new WrongUsage(path ? `There is no folder ${path}.` : 'There is no .samband folder here or above.', advice);
  }
  const fresh = join(path, 'keys', 'new');
  return {
    path,
    store: await openStore(path, ebxml.keysSecret),
    async waiting() {
      return (await readdir(fresh).catch(absent(() => []))).filter((name) => /\.(p12|key\.pem)$/.test(name));
    },
    async lay(name, file, password) {
      await mkdir(fresh, { recursive: true, mode: 0o700 });
      // The key last, and whole at once: a running server may look at any moment.
      await writeFile(join(fresh, `${name}.password`), `${password}\n`, { mode: 0o600 });
      await writeFile(join(fresh, `${name}.laying`), file, { mode: 0o600, flush: true });
      await rename(join(fresh, `${name}.laying`), join(fresh, `${name}.p12`));
    },
  };
}

/** A secret is not made here: one that only this command knew would be of no use to the server. */
async function openStore(dataFolder: string, configured: string | undefined): Promise<KeyFolder['store']> {
  const { createKeyStore, keyFolder, KeySealed } = await import('@samband/crypto');
  const storage = keyFolder(join(dataFolder, 'keys'));
  const secret = configured ?? (await secretBeside(dataFolder));
  if (secret === undefined) {
    if ((await storage.list()).length > 0) throw sealedOtherwise(dataFolder);
    return undefined;
  }
  const store = createKeyStore({ storage, masterKeys: [secret] });
  return {
    remove: store.remove,
    async list() {
      try {
        return await store.list();
      } catch (cause) {
        throw cause instanceof KeySealed ? sealedOtherwise(dataFolder, { cause }) : cause;
      }
    },
  };
}

/** What the server seals with when it was not given a secret. */
async function secretBeside(dataFolder: string): Promise<string | undefined> {
  const text = await readFile(join(dataFolder, 'party-keys.secret'), 'utf8').catch(absent(() => undefined));
  return text?.trim();
}

function sealedOtherwise(dataFolder: string, options?: ErrorOptions): WrongUsage {
  const advice = 'Set SAMBAND_EBXML_KEYS_SECRET, or SAMBAND_EBXML_KEYS_SECRET_FILE, as the server has it.';
  return new WrongUsage(`The keys in ${join(dataFolder, 'keys')} are sealed with another secret.`, advice, options);
}

function absent<Value>(value: () => Value) {
  return (error: NodeJS.ErrnoException): Value => {
    if (error.code === 'ENOENT') return value();
    throw error;
  };
}
