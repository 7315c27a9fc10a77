import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createKeyStore, type KeyStore, keyFolder, keyInPem, keysInPkcs12, type NewKey } from '@samband/crypto';
import type { KeyHolder } from '@samband/ebxml';
import type { Logger } from '@samband/log';
import type { DataFolder } from './data-folder.ts';

/**
 * Keys of the parties that our message handler speaks for, each sealed in a file of its own in `keys/`: with the secret that
 * is given, else with one that lies in the data folder.
 */
export async function openPartyKeys(
  data: Pick<DataFolder, 'path' | 'partyKeysSecret'>,
  secret?: string,
): Promise<KeyStore> {
  const masterKey = secret ?? (await data.partyKeysSecret());
  return createKeyStore({ storage: keyFolder(join(data.path, 'keys')), masterKeys: [masterKey] });
}

/** How long a look into the folder for new keys is good, when a key is asked for that is not there. */
const lookedMs = 5_000;
/** In one look; the rest comes in the next. */
const filesMax = 1_000;

/**
 * The keys as the message handler asks for them. What is laid into `keys/new` is taken in and sealed when a key is asked
 * for that is not there yet: `name.p12` with its password in `name.password`, or `name.key.pem` with its certificate in
 * `name.pem`. What was taken in is deleted; what cannot be read stays, and the log says which file.
 */
export function partyKeyHolder(dataFolder: string, keys: KeyStore, log: Logger): KeyHolder {
  const folder = join(dataFolder, 'keys', 'new');
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  async function find(thumbprint: string) {
    const held = await keys.find(thumbprint);
    if (held) return held;
    if (performance.now() - lookedAtMs > lookedMs) {
      lookedAtMs = performance.now();
      looking = takeIn(folder, keys, log);
    }
    await looking;
    return keys.find(thumbprint);
  }

  return { signingKey: find, decryptionKey: find };
}

async function takeIn(folder: string, keys: KeyStore, log: Logger): Promise<void> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const file of files.filter((name) => /\.(p12|key\.pem)$/.test(name)).slice(0, filesMax)) {
    const [path, beside] = file.endsWith('.p12')
      ? [join(folder, file), join(folder, file.replace(/\.p12$/, '.password'))]
      : [join(folder, file), join(folder, file.replace(/\.key\.pem$/, '.pem'))];
    try {
      for (const key of file.endsWith('.p12') ? await pkcs12In(path, beside) : [await pemIn(path, beside)]) {
        await keys.add(key);
      }
      await Promise.all([rm(path), rm(beside)]);
      log.info({ file }, 'a key was taken in and sealed; its file is deleted');
    } catch (error) {
      log.warn({ err: error, file }, 'a key could not be taken in; its file stays where it is');
    }
  }
}

async function pkcs12In(path: string, passwordPath: string): Promise<NewKey[]> {
  const password = (await readFile(passwordPath, 'utf8')).replace(/\r?\n$/, '');
  return keysInPkcs12(await readFile(path), password);
}

async function pemIn(path: string, certificatePath: string): Promise<NewKey> {
  return keyInPem(await readFile(path), await readFile(certificatePath));
}
