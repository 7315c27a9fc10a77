import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '@samband/testing';
import { afterAll, beforeEach, expect, inject, test } from 'vitest';
import { type MigrationSet, migrate } from './index.ts';

const database = await testDatabase();
const root = await mkdtemp(join(tmpdir(), 'samband-migrations-'));
afterAll(() => rm(root, { recursive: true, force: true }));

beforeEach(async () => {
  await database.pool.query('drop schema if exists platform cascade; drop schema if exists shop cascade');
});

let setsMade = 0;
async function setOf(files: Record<string, string>, module = 'shop'): Promise<MigrationSet> {
  setsMade += 1;
  const folder = join(root, String(setsMade));
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return { module, folder };
}

const FIRST = 'create schema shop;\ncreate table shop.ware (name text);\n';
const SECOND = "insert into shop.ware values ('first');\n";

async function wares(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>('select name from shop.ware order by name');
  return rows.map(({ name }) => name);
}

test('applies the files in order, records each, and does nothing the second time', async () => {
  const set = await setOf({ '0002_ware.sql': SECOND, '0001_shop.sql': FIRST, 'README.md': 'not a migration' });

  const applied = await migrate(database, [set]);

  expect(applied).toMatchObject([
    {
      module: 'shop',
      number: 1,
      name: 'shop',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      appliedAt: expect.any(Date),
    },
    { module: 'shop', number: 2, name: 'ware' },
  ]);
  expect(await migrate(database, [set])).toEqual([]);
  expect(await wares()).toEqual(['first']);
});

test('two modules number their files each for itself, and run in the order given', async () => {
  const stock = await setOf({ '0001_second.sql': "insert into shop.ware values ('of stock');" }, 'stock');

  const applied = await migrate(database, [await setOf({ '0001_shop.sql': FIRST }), stock]);

  expect(applied.map(({ module }) => module)).toEqual(['shop', 'stock']);
});

test('a file that fails is rolled back whole, named with its line, and what came before it stays', async () => {
  const bad = "insert into shop.ware values ('half');\n\ninsert into shop.no_such_table values (1);\n";
  const set = await setOf({ '0001_shop.sql': FIRST, '0002_bad.sql': bad });

  const failed = migrate(database, [set]);

  await expect(failed).rejects.toMatchObject({ code: 'migration-failed', facts: { file: '0002_bad.sql', line: 3 } });
  await expect(failed).rejects.toThrow(/0002_bad\.sql of shop failed at line 3: .*no_such_table.* rolled back/);
  expect(await wares()).toEqual([]);
  await writeFile(join(set.folder, '0002_bad.sql'), SECOND);
  await expect(migrate(database, [set])).resolves.toHaveLength(1);
});

test('an applied file that has changed is refused before anything runs', async () => {
  const set = await setOf({ '0001_shop.sql': FIRST });
  await migrate(database, [set]);
  await writeFile(join(set.folder, '0001_shop.sql'), `${FIRST}-- changed`);
  await writeFile(join(set.folder, '0002_ware.sql'), SECOND);

  const refused = migrate(database, [set]);

  await expect(refused).rejects.toThrow(/0001_shop\.sql of shop has changed since .* Restore the file as it was/);
  expect(await wares()).toEqual([]);
});

test('an applied file that was renamed is refused', async () => {
  const set = await setOf({ '0001_shop.sql': FIRST });
  await migrate(database, [set]);
  await rename(join(set.folder, '0001_shop.sql'), join(set.folder, '0001_store.sql'));

  await expect(migrate(database, [set])).rejects.toThrow(
    /0001_store\.sql of shop has changed since it was applied as shop/,
  );
});

test('turned line ends are not a change', async () => {
  const set = await setOf({ '0001_shop.sql': FIRST });
  await migrate(database, [set]);
  await writeFile(join(set.folder, '0001_shop.sql'), FIRST.replaceAll('\n', '\r\n'));

  await expect(migrate(database, [set])).resolves.toEqual([]);
});

test('an applied file that is gone is refused: the database is of a newer version', async () => {
  await migrate(database, [await setOf({ '0001_shop.sql': FIRST, '0002_ware.sql': SECOND })]);

  const refused = migrate(database, [await setOf({ '0001_shop.sql': FIRST })]);

  await expect(refused).rejects.toThrow(/0002_ware\.sql of shop was applied .* newer version/);
});

test.each([
  ['a gap', { '0001_shop.sql': FIRST, '0003_ware.sql': SECOND }, /0003_ware\.sql of shop leaves a gap: number 0002/],
  ['a first number other than one', { '0002_shop.sql': FIRST }, /leaves a gap: number 0001/],
  ['a number used twice', { '0001_a.sql': FIRST, '0001_b.sql': SECOND }, /0001_b\.sql .*same number as 0001_a\.sql/],
  ['a name that does not fit', { '1-shop.sql': FIRST }, /1-shop\.sql of shop is not named like/],
  ['a file with its own commit', { '0001_shop.sql': `${FIRST}COMMIT;\n` }, /begins or ends a transaction/],
])('%s is refused, and says what to do', async (_case, files, message) => {
  const refused = migrate(database, [await setOf(files)]);

  await expect(refused).rejects.toMatchObject({ code: 'migration-refused', kind: 'conflict' });
  await expect(refused).rejects.toThrow(message);
});

test('a function body with begin and end is not taken for a transaction', async () => {
  const body = `${FIRST}create function shop.one() returns int language plpgsql as $$\nbegin\n  return 1;\nend\n$$;`;

  await expect(migrate(database, [await setOf({ '0001_shop.sql': body })])).resolves.toHaveLength(1);
});

test('processes that start at the same time take turns', async () => {
  const slow = `${FIRST}select pg_sleep(0.2);\n`;
  const set = await setOf({ '0001_shop.sql': slow, '0002_ware.sql': SECOND });
  const { rows } = await database.pool.query<{ name: string }>('select current_database() as name');
  const url = inject('databaseUrl').replace(/^(\w+:\/\/[^/]*)(\/[^/?]*)?/, `$1/${rows[0]?.name}`);

  const counts = await Promise.all([1, 2].map(() => migrateInProcess(url, set)));

  expect(counts.toSorted((one, other) => one - other)).toEqual([0, 2]);
  expect(await wares()).toEqual(['first']);
});

function migrateInProcess(url: string, set: MigrationSet): Promise<number> {
  const child = fork(join(import.meta.dirname, 'test-programs/migrate-once.ts'), [url, set.module, set.folder]);
  return new Promise((resolve, reject) => {
    child.once('message', (count) => resolve(Number(count)));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
}
