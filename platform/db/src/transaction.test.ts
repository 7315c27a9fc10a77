import { testDatabase } from '@samband/testing';
import { type Kysely, sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { DatabaseUnavailable } from './index.ts';
import { runTransaction } from './transaction.ts';

const database = await testDatabase();
await database.pool.query('create table account (name text primary key, amount int not null)');

beforeEach(async () => {
  await database.pool.query("truncate account; insert into account values ('a', 0), ('b', 0)");
});

async function amountOf(name: string): Promise<number | undefined> {
  const { rows } = await database.pool.query<{ amount: number }>('select amount from account where name = $1', [name]);
  return rows[0]?.amount;
}

async function readAmount(tx: Kysely<object>, name: string): Promise<number> {
  const { rows } = await sql<{ amount: number }>`select amount from account where name = ${name}`.execute(tx);
  return rows[0]?.amount ?? Number.NaN;
}

/** Resolves for everyone when all have come, the first time round; at once after that. */
function meeting(size: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived >= size) resolve();
    return promise;
  };
}

test('commits what the work did and gives its result', async () => {
  const result = await database.transaction(async (tx) => {
    await sql`update account set amount = 5 where name = 'a'`.execute(tx);
    return 'done';
  });

  expect(result).toBe('done');
  expect(await amountOf('a')).toBe(5);
});

test('rolls back when the work throws, and throws the same', async () => {
  const fault = new Error('the work changed its mind');

  const refused = database.transaction(async (tx) => {
    await sql`update account set amount = 5 where name = 'a'`.execute(tx);
    throw fault;
  });

  await expect(refused).rejects.toBe(fault);
  expect(await amountOf('a')).toBe(0);
});

test('a serialisation failure is run again until every change has counted', async () => {
  const meet = meeting(4);
  const increment = () =>
    database.transaction(
      async (tx) => {
        const amount = await readAmount(tx, 'a');
        await meet();
        await sql`update account set amount = ${amount + 1} where name = 'a'`.execute(tx);
      },
      { isolation: 'serializable', attemptsMax: 20 },
    );

  await Promise.all([increment(), increment(), increment(), increment()]);

  expect(await amountOf('a')).toBe(4);
});

test('a deadlock is run again, and both transactions succeed', async () => {
  const meet = meeting(2);
  const addTo = (first: string, second: string) =>
    database.transaction(async (tx) => {
      await sql`update account set amount = amount + 1 where name = ${first}`.execute(tx);
      await meet();
      await sql`update account set amount = amount + 1 where name = ${second}`.execute(tx);
    });

  await Promise.all([addTo('a', 'b'), addTo('b', 'a')]);

  expect(await amountOf('a')).toBe(2);
  expect(await amountOf('b')).toBe(2);
});

test('contention that does not end is given up after the attempts allowed', async () => {
  let attempts = 0;

  const refused = database.transaction(
    async (tx) => {
      attempts += 1;
      await sql`do $$ begin raise exception 'contended' using errcode = '40001'; end $$`.execute(tx);
    },
    { attemptsMax: 3 },
  );

  await expect(refused).rejects.toMatchObject({ kind: 'unavailable', reason: 'contention', outcome: 'not-done' });
  expect(attempts).toBe(3);
});

test('a server that has become read-only is left for a new connection', async () => {
  const connections = await Promise.all([1, 2, 3].map(() => database.pool.connect()));
  // As after a failover: these connections lead to a server that only reads, and new ones to one that writes.
  for (const each of connections) await each.query('set default_transaction_read_only = on');
  for (const each of connections) each.release();

  await database.transaction((tx) => sql`update account set amount = 7 where name = 'a'`.execute(tx), {
    attemptsMax: 2,
  });

  expect(await amountOf('a')).toBe(7);
});

test('work that swallows the error of a statement is not reported as committed', async () => {
  const refused = database.transaction(async (tx) => {
    await sql`update account set amount = 5 where name = 'a'`.execute(tx);
    await sql`insert into account values ('a', 1)`.execute(tx).catch(() => undefined);
  });

  await expect(refused).rejects.toThrow(/rolled back instead of committed/);
  expect(await amountOf('a')).toBe(0);
});

test('a connection that is lost before the commit has certainly done nothing', async () => {
  const refused = database.transaction(async (tx) => {
    await sql`update account set amount = 5 where name = 'a'`.execute(tx);
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
  });

  await expect(refused).rejects.toMatchObject({ reason: 'connection', outcome: 'not-done' });
  expect(await amountOf('a')).toBe(0);
});

test('a connection that is lost during the commit leaves the outcome unknown, and the work is not run again', async () => {
  await database.pool.query(`
    create function end_session() returns trigger language plpgsql as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
    create constraint trigger at_commit after update on account deferrable initially deferred
      for each row execute function end_session();`);
  let runs = 0;

  const refused = database.transaction(async (tx) => {
    runs += 1;
    await sql`update account set amount = 5 where name = 'a'`.execute(tx);
  });

  await expect(refused).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(refused).rejects.toMatchObject({ reason: 'connection', outcome: 'unknown' });
  expect(runs).toBe(1);
  await database.pool.query('drop trigger at_commit on account; drop function end_session');
});

test('a constraint that fails at commit is the caller’s error, and leaves the pool whole', async () => {
  await database.pool.query(`
    create table owner (name text references account deferrable initially deferred)`);

  const refused = runTransaction(database.db, (tx) => sql`insert into owner values ('nobody')`.execute(tx));

  await expect(refused).rejects.toMatchObject({ code: '23503' });
  expect(await amountOf('a')).toBe(0);
});
