import { expect, test } from 'vitest';
import { createBoundedCache } from './bounded-cache.ts';
import { createReplayMemory } from './replay-memory.ts';

test('a full cache forgets what was unused for longest', () => {
  const cache = createBoundedCache<number, { n: number }>(3);
  for (const n of [1, 2, 3]) cache.set(n, { n });
  cache.get(1);
  cache.set(4, { n: 4 });
  expect([1, 2, 3, 4].map((n) => cache.get(n)?.n)).toEqual([1, undefined, 3, 4]);
  cache.set(3, { n: 33 });
  cache.delete(1);
  expect([1, 3, 4].map((n) => cache.get(n)?.n)).toEqual([undefined, 33, 4]);
});

test('a proof is remembered for as long as it could be accepted, then forgotten', () => {
  const memory = createReplayMemory({ keepSeconds: 20, generationSizeMax: 1_000 });
  expect(memory.remember('a', 1_000)).toBe(true);
  for (const nowSeconds of [1_000, 1_010, 1_020, 1_020.9]) expect(memory.remember('a', nowSeconds)).toBe(false);
  memory.remember('b', 1_021.1);
  expect(memory.remember('b', 1_040)).toBe(false);
  memory.remember('c', 1_043);
  expect(memory.remember('a', 1_043)).toBe(true);
});

test('the memory of proofs holds two generations at most, however many come', () => {
  const memory = createReplayMemory({ keepSeconds: 1_000_000, generationSizeMax: 10 });
  for (let n = 0; n < 100; n += 1) memory.remember(`proof ${n}`, 5);
  const remembered = Array.from({ length: 100 }, (_, n) => n).filter((n) => !memory.remember(`proof ${n}`, 5));
  expect(remembered.length).toBeLessThanOrEqual(20);
});
