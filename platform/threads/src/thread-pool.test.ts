import { afterEach, expect, test } from 'vitest';
import type { TestJob } from './program-for-tests.ts';
import { createThreadPool, type ThreadPool, type ThreadPoolOptions } from './thread-pool.ts';

const program = new URL('./program-for-tests.ts', import.meta.url);
const pools: ThreadPool<TestJob, Uint8Array>[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

function openPool(options: Partial<ThreadPoolOptions> = {}) {
  const pool = createThreadPool<TestJob, Uint8Array>({ program, ...options });
  pools.push(pool);
  return pool;
}

const double = (value: number): TestJob => ({ do: 'double', bytes: Uint8Array.of(value) });

test('each job gets its own result, in whatever thread it was done', async () => {
  const pool = openPool({ threads: 2 });

  const results = await Promise.all([1, 2, 3, 4, 5].map((value) => pool.run(double(value))));

  expect(results.map(([value]) => value)).toEqual([2, 4, 6, 8, 10]);
});

test('what is handed over is not copied, neither there nor back', async () => {
  const bytes = new Uint8Array(1_000).fill(3);

  const result = await openPool().run({ do: 'double', bytes }, [bytes.buffer]);

  expect(bytes.byteLength).toBe(0);
  expect(result).toEqual(new Uint8Array(1_000).fill(6));
});

test('an expected failure comes back with its code, kind and facts, a bug as what it is', async () => {
  const pool = openPool();

  await expect(pool.run({ do: 'fail' })).rejects.toMatchObject({
    code: 'rule-broken',
    kind: 'conflict',
    message: 'the rule says no',
    facts: { rule: 7 },
  });
  await expect(pool.run({ do: 'throw' })).rejects.toThrow(TypeError);
  expect(await pool.run(double(4))).toEqual(Uint8Array.of(8));
});

test.each([
  ['ends its thread', 'exit'],
  ['runs out of memory', 'fill'],
] as const)('a job that %s fails alone, and the next gets a new thread', async (_, what) => {
  const pool = openPool({ heapMaxMb: 32 });

  const [broken, next] = await Promise.allSettled([pool.run({ do: what }), pool.run(double(5))]);

  expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'heavy-work-broken', kind: 'unavailable' } });
  expect(next).toEqual({ status: 'fulfilled', value: Uint8Array.of(10) });
});

test('a job that takes too long is given up, and the next gets a new thread', async () => {
  const pool = openPool({ timeoutMs: 100 });
  const slow = pool.run({ do: 'sleep' });
  const next = slow.catch(() => openPool().run(double(6)));

  await expect(slow).rejects.toMatchObject({ code: 'heavy-work-timed-out' });
  expect(await next).toEqual(Uint8Array.of(12));
});

test('more than may wait is refused with when to come back', async () => {
  const pool = openPool({ waitingMax: 1 });
  const taken = Promise.allSettled([pool.run({ do: 'sleep' }), pool.run(double(1))]);

  await expect(pool.run(double(2))).rejects.toMatchObject({ code: 'heavy-work-full', retryAfterSeconds: 5 });

  await pool.close();
  for (const job of await taken) expect(job).toMatchObject({ reason: { code: 'heavy-work-stopped' } });
  await expect(pool.run(double(3))).rejects.toMatchObject({ code: 'heavy-work-stopped' });
});

test('where none may wait, a job with a free thread is taken all the same', async () => {
  const pool = openPool({ waitingMax: 0 });

  const [taken, refused] = await Promise.allSettled([pool.run(double(1)), pool.run(double(2))]);

  expect(taken).toMatchObject({ status: 'fulfilled' });
  expect(refused).toMatchObject({ reason: { code: 'heavy-work-full' } });
  await pool.close();
});

test('a thread without work ends, and comes again with work', async () => {
  const pool = openPool({ idleMs: 1 });
  await pool.run(double(1));
  await new Promise((resolve) => setTimeout(resolve, 20));

  expect(await pool.run(double(7))).toEqual(Uint8Array.of(14));
});
