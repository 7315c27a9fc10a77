import { testDatabase } from '@samband/testing';
import { sql } from 'kysely';
import { expect, test } from 'vitest';

const database = await testDatabase();

test('bytea keeps bytes that are not UTF-8', async () => {
  const bytes = Buffer.from('00fffe8041', 'hex');
  const { rows } = await database.pool.query<{ bytes: Buffer }>('select $1::bytea as bytes', [bytes]);
  expect(rows[0]?.bytes).toEqual(bytes);
  const viaKysely = await sql<{ bytes: Buffer }>`select ${bytes}::bytea as bytes`.execute(database.db);
  expect(viaKysely.rows[0]?.bytes).toEqual(bytes);
});
