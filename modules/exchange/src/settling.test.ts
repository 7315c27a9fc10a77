import { describe, expect, test } from 'vitest';
import { createSettling } from './settling.ts';

describe('a count seen with a delay', () => {
  test('is not known in the first while, and then as it stood that long ago', () => {
    let ms = 0;
    const settling = createSettling(60_000, () => ms);
    const seen: (number | undefined)[] = [];
    for (; ms <= 120_000; ms += 20_000) seen.push(settling.sample(ms / 1_000));
    expect(seen).toEqual([undefined, undefined, undefined, 0, 20, 40, 60]);
  });

  test('is the newest at once where there is no delay', () => {
    const settling = createSettling(0, () => 5);
    expect([settling.sample(7), settling.sample(9)]).toEqual([7, 9]);
  });

  test('is kept up however often somebody looks', () => {
    let ms = 0;
    const settling = createSettling(60_000, () => ms);
    for (; ms < 600_000; ms += 10) settling.sample(ms);
    const settled = settling.sample(ms) ?? 0;
    expect(settled).toBeGreaterThan(ms - 62_000);
    expect(settled).toBeLessThanOrEqual(ms - 60_000);
  });
});
