import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PrivateJwk } from '@samband/sdk';

/** A client's credentials, as the `samband` command and the journal systems read them. */
export interface ClientFile {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  readonly herIds: readonly number[];
  readonly scopes: readonly string[];
  readonly privateJwk: PrivateJwk;
}

export type ClientFiles = ReturnType<typeof clientFiles>;

/** The folder `clients` in the data folder: one file per client, that only its owner can read. */
export function clientFiles(dataFolder: string) {
  const folder = join(dataFolder, 'clients');
  return {
    /** The client of that name, if there is a file of it. Throws when the file is damaged. */
    async find(name: string): Promise<ClientFile | undefined> {
      try {
        return JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as ClientFile;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },

    /** Whole or not at all, and never open to others, not even for a moment. */
    async save(name: string, file: ClientFile): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, `${name}.json`);
      await writeFile(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
      await rename(`${path}.new`, path);
    },
  };
}

/** A name as a file name: `Fjordbyen sykehus` → `fjordbyen-sykehus`. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('å', 'a')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
