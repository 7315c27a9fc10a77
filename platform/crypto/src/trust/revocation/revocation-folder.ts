import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RevocationCache } from './revocation-cache.ts';

export interface RevocationFolderOptions {
  /** All files together; those that were written longest ago give way. */
  readonly sizeMaxBytes?: number;
  /** Told of a disk that fails: what issuers say is then kept in memory alone. */
  readonly onFailure: (error: unknown) => void;
}

const fileName = /^[0-9a-f]{64}$/;
const defaultSizeMaxBytes = 256 * 1024 * 1024;
/** What a file takes at least, by which small ones are limited too. */
const blockBytes = 4096;

/**
 * A folder with one file for each answer, made where it is absent. Each machine has its own, as each asks for itself.
 * Files are renamed into place but not forced to disk: one that a power cut took is asked for anew.
 */
export function revocationFolder(folder: string, options: RevocationFolderOptions): RevocationCache {
  const { sizeMaxBytes = defaultSizeMaxBytes, onFailure } = options;
  /** Sizes by name, the one written longest ago first. */
  let known: Promise<Map<string, number>> | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(name: string, bytes: Uint8Array): Promise<void> {
    known ??= readSizes(folder);
    const sizes = await known;
    await writeFile(join(folder, `${name}.new`), bytes, { mode: 0o600 });
    await rename(join(folder, `${name}.new`), join(folder, name));
    sizes.delete(name);
    sizes.set(name, sizeOf(bytes.length));
    let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const [oldest, size] of sizes) {
      if (total <= sizeMaxBytes) break;
      await rm(join(folder, oldest), { force: true });
      sizes.delete(oldest);
      total -= size;
    }
  }

  return {
    async get(key) {
      try {
        return await readFile(join(folder, nameOf(key)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onFailure(error);
        return undefined;
      }
    },
    put(key, bytes) {
      // One after the other, so that what is counted is what lies there.
      writing = writing
        .then(() => write(nameOf(key), bytes))
        .catch((error: unknown) => {
          known = undefined;
          onFailure(error);
        });
      return writing;
    },
  };
}

/** A key holds an address out of a certificate, which is no name for a file. */
const nameOf = (key: string): string => hash('sha256', key, 'hex');
const sizeOf = (bytes: number): number => Math.ceil(bytes / blockBytes) * blockBytes;

async function readSizes(folder: string): Promise<Map<string, number>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = [];
  for (const name of (await readdir(folder)).filter((found) => fileName.test(found))) {
    const { size, mtimeMs } = await stat(join(folder, name));
    files.push({ name, size, mtimeMs });
  }
  files.sort((one, other) => one.mtimeMs - other.mtimeMs);
  return new Map(files.map(({ name, size }) => [name, sizeOf(size)]));
}
