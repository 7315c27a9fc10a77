import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where sealed keys lie: bytes by thumbprint. A folder here; a table elsewhere. */
export interface KeyStorage {
  list(): Promise<readonly { readonly thumbprint: string; readonly box: Uint8Array }[]>;
  /** Returns when it is on disk. Replaces what has the same thumbprint. */
  put(thumbprint: string, box: Uint8Array): Promise<void>;
  remove(thumbprint: string): Promise<void>;
}

const fileName = /^([0-9A-F]{40})\.sealed$/;
/** More than anybody speaks for on one machine; what is read is kept in memory. */
const filesMax = 20_000;

/** One file for each key in a folder that only its owner can enter. The folder is made where it is absent. */
export function keyFolder(folder: string): KeyStorage {
  const fileOf = (thumbprint: string) => join(folder, `${thumbprint}.sealed`);
  return {
    async list() {
      const names = (await readdir(folder).catch(emptyWhereAbsent)).filter((name) => fileName.test(name));
      if (names.length > filesMax) throw new RangeError(`more than ${filesMax} keys in ${folder}`);
      const boxes = [];
      for (const name of names) {
        boxes.push({ thumbprint: name.slice(0, 40), box: await readFile(join(folder, name)) });
      }
      return boxes;
    },
    async put(thumbprint, box) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const fresh = `${fileOf(thumbprint)}.${process.pid}.new`;
      await writeDurably(fresh, box);
      await rename(fresh, fileOf(thumbprint));
      await syncFolder(folder);
    },
    async remove(thumbprint) {
      await rm(fileOf(thumbprint), { force: true });
      await syncFolder(folder);
    },
  };
}

function emptyWhereAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename is durable when the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
