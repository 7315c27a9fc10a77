import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../index.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { isRunning, preparedDataFolder, startParent, temporaryFolder } from './test-parent.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const database = await openDatabase({ url });
  const { rows } = await database.pool.query<Row>(text);
  await database.close();
  return rows;
}

test('a new database is durable, checksummed, in UTF-8, sorted by PostgreSQL itself, and without TCP', async () => {
  const dataFolder = join(await temporaryFolder(), 'with space, comma and æ');
  const server = await startEmbeddedPostgres({ dataFolder });

  const rows = await query<{ name: string; setting: string }>(
    server.url,
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit',
      'data_checksums', 'listen_addresses', 'server_encoding', 'jit', 'log_error_verbosity', 'TimeZone')
     union all select 'collation', concat_ws(' ', datlocprovider, datlocale) from pg_database where datname = 'postgres'`,
  );

  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    listen_addresses: '',
    server_encoding: 'UTF8',
    jit: 'off',
    log_error_verbosity: 'terse',
    TimeZone: 'UTC',
    collation: 'b C.UTF-8',
  });
  await server.stop();
  expect((await readdir(join(dataFolder, 'postgres'))).toSorted()).toEqual([
    'data',
    'pg_hba.conf',
    'pg_ident.conf',
    'postgres.log',
  ]);
});

test('every folder is private: nobody but us and the server’s own account may look inside', async () => {
  const dataFolder = await preparedDataFolder();
  const server = await startEmbeddedPostgres({ dataFolder });

  const modes = await Promise.all(
    ['.', 'postgres', 'postgres/data', 'postgres/socket'].map(
      async (name) => (await stat(join(dataFolder, name))).mode,
    ),
  );

  // Root's own folders may be entered, but not listed, by the group of the account that the server runs as.
  const own = isRoot ? '710' : '700';
  expect(modes.map((mode) => (mode & 0o777).toString(8))).toEqual([own, own, '700', '700']);
  await server.stop();
});

test('the second start finds the data of the first, and stopping twice does no harm', async () => {
  const dataFolder = await preparedDataFolder();
  const first = await startEmbeddedPostgres({ dataFolder });
  await query(first.url, 'create table kept as select 1 as one');
  await first.stop();
  await first.stop();
  expect(await isRunning(first.pid())).toBe(false);

  const second = await startEmbeddedPostgres({ dataFolder });

  expect(await query(second.url, 'select one from kept')).toEqual([{ one: 1 }]);
  await second.stop();
});

test('a half-made database, left by a crash of the very first start, is made anew', async () => {
  const dataFolder = await temporaryFolder();
  await mkdir(join(dataFolder, 'postgres/data.new'), { recursive: true });
  await writeFile(join(dataFolder, 'postgres/data.new/PG_VERSION'), '17\n');

  const server = await startEmbeddedPostgres({ dataFolder });

  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
});

test('a path too long for a socket does not matter', async () => {
  const dataFolder = join(await temporaryFolder(), 'x'.repeat(120));
  await rename(await preparedDataFolder(), dataFolder);

  const server = await startEmbeddedPostgres({ dataFolder });

  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
});

test('data of another major version is refused, left untouched, and the way out is said', async () => {
  const dataFolder = await preparedDataFolder();
  await writeFile(join(dataFolder, 'postgres/data/PG_VERSION'), '16\n');

  const refused = startEmbeddedPostgres({ dataFolder });

  await expect(refused).rejects.toMatchObject({ code: 'embedded-postgres-refused', reason: 'other-version' });
  await expect(refused).rejects.toThrow(
    /made by PostgreSQL 16, and this Samband runs 17; .*pg_dump.*SAMBAND_DATABASE_URL/,
  );
  expect((await readdir(join(dataFolder, 'postgres'))).toSorted()).toContain('data');
});

test.runIf(process.platform === 'linux').each([
  ['a living, unrelated process', 'echo $$; exec sleep 60'],
  ['a zombie that nobody collects', 'sleep 0 & echo $!; exec sleep 60'],
])('a stale postmaster.pid that names %s does not stop the start', async (_whom, script) => {
  const dataFolder = await preparedDataFolder();
  // As the server's own account: to PostgreSQL it then looks like a server that runs.
  const unrelated = spawn('/bin/sh', ['-c', script], isRoot ? { uid: NOBODY, gid: NOBODY, cwd: '/' } : {});
  onTestFinished(() => void unrelated.kill());
  const [said] = await once(unrelated.stdout, 'data');
  const lines = [String(said).trim(), join(dataFolder, 'postgres/data'), 1, 5432, '', '', '', 'ready'];
  await writeFile(join(dataFolder, 'postgres/data/postmaster.pid'), `${lines.join('\n')}\n`);

  const server = await startEmbeddedPostgres({ dataFolder });

  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(unrelated.exitCode ?? unrelated.signalCode).toBeNull();
  await server.stop();
});

test.runIf(isRoot)('as root the server runs as an unprivileged account that the host already has', async () => {
  const server = await startEmbeddedPostgres({ dataFolder: await preparedDataFolder() });

  expect((await stat(`/proc/${server.pid()}`)).uid).toBe(NOBODY);
  await server.stop();
});

test.runIf(isRoot)('another account that reaches the socket is not let in', async () => {
  const server = await startEmbeddedPostgres({ dataFolder: await preparedDataFolder() });
  const program = `const pg = (await import(${JSON.stringify(import.meta.resolve('pg'))})).default;
    const client = new pg.Client(${JSON.stringify(server.url)});
    await client.connect().then(() => console.log('let in'), (error) => console.log(error.message));
    process.exit();`;
  const stranger = spawn(process.execPath, ['--input-type=module', '-e', program], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
  });

  const answer = await stranger.stdout.toArray();

  expect(Buffer.concat(answer).toString()).toMatch(/Peer authentication failed/);
  await server.stop();
});

test.runIf(isRoot)(
  'a data folder below one that is closed to that account is refused by the closed folder’s name',
  async () => {
    const closed = join(await temporaryFolder(), 'closed');
    await mkdir(closed, { mode: 0o700 });

    const refused = startEmbeddedPostgres({ dataFolder: join(closed, 'data') });

    await expect(refused).rejects.toMatchObject({ reason: 'closed-folder' });
    await expect(refused).rejects.toThrow(`the folder ${closed} is closed. Open it (chmod o+x ${closed})`);
  },
);

test.runIf(isRoot)('an ordinary user needs no other account', async () => {
  const dataFolder = await temporaryFolder();
  await chown(dataFolder, NOBODY, NOBODY);

  const { said } = await startParent(dataFolder, { uid: NOBODY });

  expect(said.message).toBeUndefined();
  expect((await stat(`/proc/${said.pid}`)).uid).toBe(NOBODY);
  expect((await stat(join(dataFolder, 'postgres'))).mode & 0o777).toBe(0o700);
});

test.runIf(isRoot)('data that belongs to another user is named as such', async () => {
  const dataFolder = await preparedDataFolder();
  await chown(dataFolder, NOBODY, NOBODY);
  await chown(join(dataFolder, 'postgres'), NOBODY, NOBODY);
  await chown(join(dataFolder, 'postgres/data'), 0, 0);

  const { said } = await startParent(dataFolder, { uid: NOBODY });

  expect(said).toMatchObject({ reason: 'account', message: expect.stringMatching(/belongs to another user/) });
});
