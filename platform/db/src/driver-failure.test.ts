import { once } from 'node:events';
import { createServer } from 'node:net';
import { testDatabase } from '@samband/testing';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { asDriverFailure, isStatementRefused } from './driver-failure.ts';
import { type DatabaseUnavailable, openDatabase } from './index.ts';

const database = await testDatabase();

/** The failure of a statement in PL/pgSQL that raises the given SQLSTATE, as the real server and driver give it. */
function raised(state: string): Promise<unknown> {
  return database.pool.query(`do $$ begin raise exception 'as asked' using errcode = '${state}'; end $$`).then(
    () => undefined,
    (error: unknown) => error,
  );
}

test.each([
  ['53100', 'resources', 'not-done'],
  ['53300', 'resources', 'not-done'],
  ['25006', 'read-only', 'not-done'],
  ['55P03', 'timeout', 'not-done'],
  ['57014', 'timeout', 'not-done'],
  ['57P01', 'connection', 'unknown'],
  ['57P03', 'connection', 'unknown'],
  ['08006', 'connection', 'unknown'],
])('SQLSTATE %s is unavailable for reason of %s, outcome %s', async (state, reason, outcome) => {
  const failure = await raised(state);

  expect(failure).toMatchObject({ kind: 'unavailable', code: 'database-unavailable', reason, outcome });
  expect(isStatementRefused(failure)).toBe(false);
});

test.each(['23505', '22P02', '42P01', '40001', 'P0001'])(
  'SQLSTATE %s is the server’s word on the statement itself',
  async (state) => {
    const failure = await raised(state);

    expect(failure).toBeInstanceOf(pg.DatabaseError);
    expect(isStatementRefused(failure)).toBe(true);
  },
);

test('an error that is none of the database’s stays what it is', () => {
  const bug = new TypeError('cannot read properties of undefined');

  expect(asDriverFailure(bug, 'statement')).toBe(bug);
  expect(asDriverFailure('a text', 'connect')).toBe('a text');
  expect(isStatementRefused(bug)).toBe(false);
});

test('what is shown of a failure names no host, user or statement; the cause has them for the log', async () => {
  const failure = (await openDatabase({ url: 'postgresql://ola@no-such-host.invalid/secret' }).catch(
    (error: unknown) => error,
  )) as DatabaseUnavailable;

  expect(JSON.stringify([failure.message, failure.facts])).not.toMatch(/ola|no-such-host|secret/);
  expect(String(failure.cause)).toMatch(/no-such-host/);
});

/** Listens, and never says a word, as a server behind a broken network. */
async function silentServer(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as { port: number }).port;
}

test('a server that accepts the connection and then says nothing is unavailable', async () => {
  const url = `postgresql://nobody@127.0.0.1:${await silentServer()}/none`;

  const viaPool = openDatabase({ url, connectTimeoutMs: 100 });
  const viaClient = new pg.Client({ connectionString: url, connectionTimeoutMillis: 100 })
    .connect()
    .catch((error: unknown) => asDriverFailure(error, 'connect'));

  await expect(viaPool).rejects.toMatchObject({ reason: 'connection', outcome: 'not-done' });
  expect(await viaClient).toMatchObject({ reason: 'timeout', outcome: 'not-done' });
});

test('a client or a pool that has been closed is unavailable, and nothing was sent', async () => {
  const client = await database.pool.connect();
  client.release(true);
  const pool = new pg.Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' });
  await pool.end();

  await expect(client.query('select 1')).rejects.toMatchObject({ reason: 'connection', outcome: 'not-done' });
  const failure = await pool.query('select 1').catch((error: unknown) => asDriverFailure(error, 'connect'));
  expect(failure).toMatchObject({ reason: 'connection', outcome: 'not-done' });
});
