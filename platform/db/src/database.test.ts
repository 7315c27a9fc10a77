import { testDatabase } from '@samband/testing';
import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { DatabaseUnavailable, openDatabase } from './index.ts';

const database = await testDatabase();
const { rows: named } = await database.pool.query<{ name: string }>('select current_database() as name');
const url = inject('databaseUrl').replace(/^(\w+:\/\/[^/]*)(\/[^/?]*)?/, `$1/${named[0]?.name}`);

/** A second pool on the same database, as another process would have. */
async function otherDatabase(options: Partial<Parameters<typeof openDatabase>[0]> = {}) {
  const other = await openDatabase({ url, ...options });
  opened.push(other);
  return other;
}
const opened: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(opened.map((each) => each.close())));

async function processId(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
}

test('bytea keeps bytes that are not UTF-8, through the pool and through Kysely', async () => {
  const bytes = Buffer.from('00fffe8041', 'hex');

  const viaPool = await database.pool.query<{ bytes: Buffer }>({
    name: 'bytes',
    text: 'select $1::bytea as bytes',
    values: [bytes],
  });
  const viaKysely = await sql<{ bytes: Buffer }>`select ${bytes}::bytea as bytes`.execute(database.db);

  expect(viaPool.rows[0]?.bytes.toString('hex')).toBe('00fffe8041');
  expect(viaKysely.rows[0]?.bytes.toString('hex')).toBe('00fffe8041');
});

test('columns become what their type means, whatever the time zone of the machine', async () => {
  const { rows } = await database.pool.query(`
    select 9007199254740991::int8 as "int8", array[1, null, -3]::int8[] as "int8s", 1.10::numeric as "numeric",
           timestamptz '2026-11-22 10:00+01' as instant, date '2026-11-22' as day,
           array[date '2026-11-22'] as days, timestamp '2026-11-22 10:00' as wall, 1.5::float8 as "float8"`);

  expect(rows[0]).toEqual({
    int8: 9007199254740991,
    int8s: [1, null, -3],
    numeric: '1.10',
    instant: new Date('2026-11-22T09:00:00Z'),
    day: '2026-11-22',
    days: ['2026-11-22'],
    wall: '2026-11-22 10:00:00',
    float8: 1.5,
  });
});

test('an int8 that does not fit a number is refused, not rounded', async () => {
  await expect(database.pool.query('select 9007199254740993::int8 as large')).rejects.toThrow(/does not fit/);
});

test('a statement that takes too long is ended by the server, and has certainly done nothing', async () => {
  const hasty = await otherDatabase({ statementTimeoutMs: 50 });

  const slow = sql`select pg_sleep(5)`.execute(hasty.db);

  await expect(slow).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(slow).rejects.toMatchObject({ kind: 'unavailable', reason: 'timeout', outcome: 'not-done' });
});

test('a statement that the server never answers is given up, and its connection is not used again', async () => {
  const waiting = await otherDatabase({ poolMax: 1 });
  const client = await waiting.pool.connect();
  const pid = await processId(client);

  const unanswered = client.query({ text: 'select pg_sleep(5)', query_timeout: 50 } as pg.QueryConfig);

  await expect(unanswered).rejects.toMatchObject({ reason: 'timeout', outcome: 'unknown' });
  client.release();
  const next = await waiting.pool.connect();
  expect(await processId(next)).not.toBe(pid);
  next.release();
});

test('a connection that is lost during a statement leaves the outcome unknown, and the process alive', async () => {
  const other = await otherDatabase();
  const client = await other.pool.connect();
  const pid = await processId(client);

  const cut = client.query('select pg_sleep(5)').catch((error: unknown) => error);
  await database.pool.query('select pg_terminate_backend($1)', [pid]);

  expect(await cut).toMatchObject({ code: 'database-unavailable', reason: 'connection', outcome: 'unknown' });
  client.release();
  await expect(other.pool.query('select 1')).resolves.toMatchObject({ rowCount: 1 });
});

test('a connection that is lost while idle is reported and replaced', async () => {
  const lost: Error[] = [];
  const other = await otherDatabase({ onConnectionLost: (error) => lost.push(error) });
  const client = await other.pool.connect();
  const pid = await processId(client);
  client.release();

  await database.pool.query('select pg_terminate_backend($1)', [pid]);

  await expect.poll(() => lost.length).toBeGreaterThan(0);
  await expect(other.pool.query('select 1')).resolves.toMatchObject({ rowCount: 1 });
});

test('a connection in use that is lost between two statements does not end the process', async () => {
  const other = await otherDatabase();
  const client = await other.pool.connect();

  await database.pool.query('select pg_terminate_backend($1)', [await processId(client)]);

  const outcome = () =>
    client.query('select 1').then(
      () => 'alive',
      (error: DatabaseUnavailable) => error.outcome,
    );
  await expect.poll(outcome).toBe('not-done');
  client.release();
});

test('a pool whose connections are all in use says that it is busy', async () => {
  const narrow = await otherDatabase({ poolMax: 1, connectTimeoutMs: 1_000 });
  const client = await narrow.pool.connect();

  const refused = narrow.pool.query('select 1');

  await expect(refused).rejects.toMatchObject({ kind: 'unavailable', reason: 'busy', outcome: 'not-done' });
  client.release();
});

test('a server that is not there is unavailable, and nothing was done', async () => {
  const nowhere = openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none' });

  await expect(nowhere).rejects.toMatchObject({ reason: 'connection', outcome: 'not-done', retryAfterSeconds: 2 });
});

test('a database that does not exist is named as unsuitable', async () => {
  const absent = openDatabase({ url: url.replace(/\/[^/?]+(\?|$)/, '/samband_no_such_database$1') });

  await expect(absent).rejects.toMatchObject({ code: 'database-unsuitable', message: /samband_no_such_database/ });
});

test('a database in another encoding than UTF-8 is refused', async () => {
  const name = `${named[0]?.name}_latin1`;
  await database.pool.query(`create database ${name} encoding 'LATIN1' locale 'C' template template0`);

  const latin = openDatabase({ url: url.replace(`/${named[0]?.name}`, `/${name}`) });

  await expect(latin).rejects.toThrow(/The database is in LATIN1/);
  await database.pool.query(`drop database ${name}`);
});

test('the pool tells how full it is', async () => {
  const narrow = await otherDatabase({ poolMax: 2 });
  const first = await narrow.pool.connect();
  const second = await narrow.pool.connect();
  const waiting = narrow.pool.connect();

  expect(narrow.metrics()).toEqual({ total: 2, idle: 0, waiting: 1, max: 2 });
  first.release();
  (await waiting).release();
  second.release();
  expect(narrow.metrics()).toMatchObject({ total: 2, idle: 2, waiting: 0 });
});

test('closing waits for what is under way', async () => {
  const closing = await openDatabase({ url });
  const slow = closing.pool.query('select pg_sleep(0.2), 1 as one');
  await expect.poll(() => closing.metrics().total).toBeGreaterThan(0);

  await closing.close();

  await expect(slow).resolves.toMatchObject({ rowCount: 1 });
  await expect(closing.pool.query('select 1')).rejects.toMatchObject({ outcome: 'not-done' });
});

test('closing cuts off what exceeds the limit, and may be called twice', async () => {
  const closing = await openDatabase({ url });
  const client = await closing.pool.connect();
  const stuck = client.query('select pg_sleep(30)').finally(() => client.release());

  await Promise.all([closing.close({ timeoutMs: 50 }), expect(stuck).rejects.toMatchObject({ outcome: 'unknown' })]);

  await closing.close();
});
