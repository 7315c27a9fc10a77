import { readFile, rename, writeFile } from 'node:fs/promises';

/** Where an inbox remembers how far it has come. A table of yours will do: one row for each inbox. */
export interface OffsetStore {
  /** Undefined before anything was kept. */
  read(): Promise<number | undefined>;
  /** Keeps it so that a crash leaves the old or the new one, never half of it. */
  write(offset: number): Promise<void>;
}

/** An offset in a small file. Written beside it and renamed, so that a crash leaves the old one whole. */
export function fileOffsetStore(path: string): OffsetStore {
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (text === undefined) return undefined;
      const offset = Number(text);
      if (text.trim() !== '' && Number.isSafeInteger(offset) && offset >= 0) return offset;
      throw new Error(`${path} holds no offset. Delete it to start from the beginning.`);
    },
    async write(offset) {
      await writeFile(`${path}.new`, `${offset}\n`, { flush: true });
      await rename(`${path}.new`, path);
    },
  };
}

/** Remembers as long as the process lives. */
export function memoryOffsetStore(offset?: number): OffsetStore {
  let kept = offset;
  return {
    read: async () => kept,
    write: async (next) => {
      kept = next;
    },
  };
}
