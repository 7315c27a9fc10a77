import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database, MigrationSet } from '@samband/db';
import { afterAll, expect, inject, test } from 'vitest';
import { dropDatabasesNamed, urlOfDatabase, withServer } from './maintenance.ts';
import { testDatabase } from './test-database.ts';

const folder = await mkdtemp(join(tmpdir(), 'samband-testing-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
await writeFile(
  join(folder, '0001_ware.sql'),
  'create table ware (name text); create table migrated as select gen_random_uuid() as stamp',
);
const sets: MigrationSet[] = [{ module: `testing-${Date.now()}`, folder }];

async function count(database: Database, relation: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(`select count(*) as count from ${relation}`);
  return rows[0]?.count ?? Number.NaN;
}

async function stampOf(database: Database): Promise<unknown> {
  const { rows } = await database.pool.query('select stamp from migrated');
  return rows[0];
}

const [first, second] = await Promise.all([testDatabase(sets), testDatabase(sets)]);

test('each gets a migrated database of its own, from one template', async () => {
  await first.pool.query("insert into ware values ('of the first')");

  expect(await count(first, 'ware')).toBe(1);
  expect(await count(second, 'ware')).toBe(0);
  expect(await stampOf(second)).toEqual(await stampOf(first));
});

test('databases are dropped by how their names begin, and no others', async () => {
  const url = inject('databaseUrl');
  const prefix = `${inject('databaseNamePrefix')}drop_`;
  await withServer(url, ({ pool }) => pool.query(`create database ${prefix}me`));

  await dropDatabasesNamed(url, prefix);

  await expect(withServer(urlOfDatabase(url, `${prefix}me`), async () => 'open')).rejects.toThrow(/does not exist/);
  expect(await count(first, 'ware')).toBe(1);
});

test.each([
  ['postgresql://samband@/postgres?host=%2Fa%2Fb', 'postgresql://samband@/other?host=%2Fa%2Fb'],
  ['postgres://user:secret@host:5432/postgres', 'postgres://user:secret@host:5432/other'],
  ['postgres://host', 'postgres://host/other'],
])('%s at another database is %s', (url, expected) => {
  expect(urlOfDatabase(url, 'other')).toBe(expected);
});
