import { chmod, cp, mkdir, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../index.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { startWithBinaries } from './embedded-postgres.ts';
import { preparedDataFolder, temporaryFolder } from './test-parent.ts';

const isLinux = process.platform === 'linux';
const isRoot = process.getuid?.() === 0;

/** The installed package once more, so that a test can damage it. */
async function copyOfPackage(folder: string): Promise<Binaries> {
  const { folder: native } = await findBinaries();
  await mkdir(folder, { recursive: true });
  await cp(dirname(native), join(folder, 'package'), { recursive: true, verbatimSymlinks: true });
  const copy = join(folder, 'package/native');
  return { folder: copy, postgres: join(copy, 'bin/postgres'), initdb: join(copy, 'bin/initdb') };
}

test.runIf(isLinux)(
  'library links that a skipped install script did not make are made at the first start',
  async () => {
    const parent = await temporaryFolder();
    const binaries = await copyOfPackage(parent);
    for (const name of ['libicui18n.so.60', 'libicuuc.so.60', 'libicudata.so.60', 'libpq.so.5']) {
      await unlink(join(binaries.folder, 'lib', name));
    }

    const server = await startWithBinaries({ dataFolder: await temporaryFolder() }, binaries);

    const database = await openDatabase({ url: server.url });
    await expect(database.pool.query('select 1')).resolves.toMatchObject({ rowCount: 1 });
    await database.close();
    await server.stop();
  },
);

test.runIf(isLinux)('a system library that is missing is named, with what to do', async () => {
  const parent = await temporaryFolder();
  const binaries = await copyOfPackage(parent);
  await rm(join(binaries.folder, 'lib/libssl.so.1.1'));

  for (const dataFolder of [await temporaryFolder(), await preparedDataFolder()]) {
    const refused = startWithBinaries({ dataFolder }, binaries);

    await expect(refused).rejects.toMatchObject({ reason: 'missing-library' });
    await expect(refused).rejects.toThrow(/needs the system library libssl\.so\.1\.1, which this machine lacks/);
  }
});

test.runIf(isRoot)(
  'programs below a folder that is closed to the server’s account are refused by its name',
  async () => {
    const closed = join(await temporaryFolder(), 'home');
    const binaries = await copyOfPackage(closed);
    await chmod(closed, 0o700);

    const refused = startWithBinaries({ dataFolder: await temporaryFolder() }, binaries);

    await expect(refused).rejects.toMatchObject({ reason: 'closed-folder' });
    await expect(refused).rejects.toThrow(`the folder ${closed} is closed`);
  },
);
