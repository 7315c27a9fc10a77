import { setTimeout as delay } from 'node:timers/promises';
import { testDatabase } from '@samband/testing';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { createMicroBatcher, DatabaseUnavailable } from './index.ts';

const database = await testDatabase();
await database.pool.query('create table item (id int primary key, note text not null check (note <> $$bad$$))');

beforeEach(() => database.pool.query('truncate item'));

interface Item {
  readonly id: number;
  readonly note: string;
}

/** One statement for all, as the exchange does it; the result of an item is its id times ten. */
async function insertAll(items: readonly Item[]): Promise<number[]> {
  await database.pool.query('insert into item select * from unnest($1::int[], $2::text[])', [
    items.map(({ id }) => id),
    items.map(({ note }) => note),
  ]);
  return items.map(({ id }) => id * 10);
}

async function storedIds(): Promise<number[]> {
  const { rows } = await database.pool.query<{ id: number }>('select id from item order by id');
  return rows.map(({ id }) => id);
}

test('callers of the same moment share one flush, and each gets its own result', async () => {
  const sizes: number[] = [];
  const store = createMicroBatcher({
    flush(items: readonly Item[]) {
      sizes.push(items.length);
      return insertAll(items);
    },
  });

  const results = await Promise.all([1, 2, 3].map((id) => store({ id, note: 'good' })));

  expect(results).toEqual([10, 20, 30]);
  expect(sizes).toEqual([3]);
});

test('one bad row fails alone', async () => {
  const store = createMicroBatcher({ flush: insertAll });

  const results = await Promise.allSettled([1, 2, 3, 4].map((id) => store({ id, note: id === 3 ? 'bad' : 'good' })));

  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(results[2]).toMatchObject({ reason: { code: '23514' } });
  expect(await storedIds()).toEqual([1, 2, 4]);
});

test('a flush whose outcome is unknown is not run again: what may have been stored is not stored twice', async () => {
  let flushes = 0;
  const store = createMicroBatcher({
    async flush(items: readonly Item[]): Promise<number[]> {
      flushes += 1;
      await insertAll(items);
      throw new DatabaseUnavailable('connection', 'unknown');
    },
  });

  const results = await Promise.allSettled([1, 2].map((id) => store({ id, note: 'good' })));

  expect(flushes).toBe(1);
  for (const result of results) expect(result).toMatchObject({ reason: { kind: 'unavailable', outcome: 'unknown' } });
});

test('a lost connection in the middle of a real flush answers every item as unavailable', async () => {
  const store = createMicroBatcher({
    async flush(items: readonly Item[]): Promise<number[]> {
      await database.pool.query('select pg_terminate_backend(pg_backend_pid())');
      return insertAll(items);
    },
  });

  const results = await Promise.allSettled([1, 2].map((id) => store({ id, note: 'good' })));

  for (const result of results) expect(result).toMatchObject({ reason: { code: 'database-unavailable' } });
  expect(await storedIds()).toEqual([]);
});

test('a flush that is idempotent is run once more when its outcome is unknown', async () => {
  let flushes = 0;
  const store = createMicroBatcher({
    isIdempotent: true,
    async flush(items: readonly Item[]) {
      flushes += 1;
      if (flushes === 1) throw new DatabaseUnavailable('connection', 'unknown');
      return insertAll(items);
    },
  });

  await expect(Promise.all([1, 2].map((id) => store({ id, note: 'good' })))).resolves.toEqual([10, 20]);
  expect(flushes).toBe(2);
});

test('an error that is not the server’s own word is not run again either', async () => {
  let flushes = 0;
  const store = createMicroBatcher({
    async flush(items: readonly Item[]): Promise<number[]> {
      flushes += 1;
      await insertAll(items);
      throw new TypeError('a bug after the commit');
    },
  });

  const results = await Promise.allSettled([1, 2].map((id) => store({ id, note: 'good' })));

  expect(flushes).toBe(1);
  for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(TypeError) });
});

test('a flush that gives another number of results is a bug, and nobody gets a neighbour’s', async () => {
  const store = createMicroBatcher({ flush: async (items: readonly number[]) => items.slice(1) });

  const results = await Promise.allSettled([store(1), store(2)]);

  for (const result of results) expect(result).toMatchObject({ status: 'rejected' });
});

test('more than may wait is refused with when to come back, by number and by bytes', async () => {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const flush = async (items: readonly number[]) => opened.then(() => items);
  const byNumber = createMicroBatcher({ flush, queueMax: 2 });
  const byBytes = createMicroBatcher({ flush, bytesOf: (item: number) => item, queueBytesMax: 10 });

  const taken = [byNumber(1), byNumber(2), byBytes(100)];

  await expect(byNumber(3)).rejects.toMatchObject({ kind: 'too-many', retryAfterSeconds: 1 });
  await expect(byBytes(1)).rejects.toMatchObject({ code: 'write-queue-full' });
  open();
  await expect(Promise.all(taken)).resolves.toEqual([1, 2, 100]);
});

/** Any bad id fails the batch it is in, as a check constraint does, by the real database's error. */
async function refusalOf(): Promise<unknown> {
  return database.pool.query("insert into item values (0, 'bad')").catch((error: unknown) => error);
}

test('property: every item gets exactly its own answer, lanes and batches stay within their bounds', async () => {
  const refusal = await refusalOf();
  const caseOf = fc.record({
    items: fc.array(fc.record({ bytes: fc.nat(50), isBad: fc.boolean(), pauseMs: fc.nat(2) }), { maxLength: 60 }),
    lanes: fc.integer({ min: 1, max: 4 }),
    sizeMax: fc.integer({ min: 1, max: 8 }),
    bytesMax: fc.integer({ min: 1, max: 100 }),
    flushMs: fc.nat(2),
  });

  await fc.assert(
    fc.asyncProperty(caseOf, async ({ items, lanes, sizeMax, bytesMax, flushMs }) => {
      const answered = new Map<number, number>();
      let underWay = 0;
      const store = createMicroBatcher<number, string>({
        lanes,
        sizeMax,
        bytesMax,
        bytesOf: (id) => items[id]?.bytes ?? 0,
        async flush(ids) {
          underWay += 1;
          const bytes = ids.reduce((sum, id) => sum + (items[id]?.bytes ?? 0), 0);
          expect(underWay).toBeLessThanOrEqual(lanes);
          expect(ids.length).toBeLessThanOrEqual(sizeMax);
          expect(ids.length === 1 || bytes <= bytesMax).toBe(true);
          if (flushMs > 0) await delay(flushMs);
          underWay -= 1;
          if (ids.some((id) => items[id]?.isBad)) throw refusal;
          for (const id of ids) answered.set(id, (answered.get(id) ?? 0) + 1);
          return ids.map((id) => `result of ${id}`);
        },
      });

      const results = await Promise.allSettled(
        items.map(async ({ pauseMs }, id) => {
          if (pauseMs > 0) await delay(pauseMs);
          return store(id);
        }),
      );

      for (const [id, result] of results.entries()) {
        const expected = items[id]?.isBad
          ? { status: 'rejected', reason: refusal }
          : { status: 'fulfilled', value: `result of ${id}` };
        expect(result).toEqual(expected);
        expect(answered.get(id) ?? 0).toBe(items[id]?.isBad ? 0 : 1);
      }
    }),
    { numRuns: 60 },
  );
});
