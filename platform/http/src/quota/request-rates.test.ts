import { expect, test } from 'vitest';
import { createRequestRates } from './request-rates.ts';

function ratesAt(clock: { ms: number }, chance = () => 0) {
  return createRequestRates({ requestsPerS: 10, burst: 5 }, () => clock.ms, chance);
}

function letThrough(rates: ReturnType<typeof ratesAt>, group: string, requests: number): number {
  let passed = 0;
  for (let request = 0; request < requests; request++) {
    try {
      rates.count(group);
      passed += 1;
    } catch {}
  }
  return passed;
}

test('a burst passes, then as many as the rate gives, however many ask', () => {
  const clock = { ms: 0 };
  const rates = ratesAt(clock);

  expect(letThrough(rates, 'a', 100)).toBe(5);
  let passed = 0;
  for (; clock.ms < 10_000; clock.ms += 10) passed += letThrough(rates, 'a', 10);
  expect(passed).toBeGreaterThanOrEqual(98);
  expect(passed).toBeLessThanOrEqual(100);
});

test('a pause gives no more than one burst', () => {
  const clock = { ms: 0 };
  const rates = ratesAt(clock);
  letThrough(rates, 'a', 5);
  clock.ms = 3_600_000;

  expect(letThrough(rates, 'a', 100)).toBe(5);
});

test('what one group has used is not missing to another', () => {
  const rates = ratesAt({ ms: 0 });
  letThrough(rates, 'a', 1_000);

  expect(letThrough(rates, 'b', 5)).toBe(5);
});

test('a look refuses whoever is over, and costs the others nothing', () => {
  const rates = ratesAt({ ms: 0 });
  for (let look = 0; look < 100; look++) rates.refuseIfOver('a');
  expect(letThrough(rates, 'a', 5)).toBe(5);

  expect(() => rates.refuseIfOver('a')).toThrow(expect.objectContaining({ code: 'rate-quota-used' }));
});

test('the more were refused, the longer the time over which they are told to come back', () => {
  const told = (chance: number, before: number) => {
    const rates = ratesAt({ ms: 0 }, () => chance);
    letThrough(rates, 'a', 5 + before);
    try {
      rates.count('a');
    } catch (error) {
      return (error as { retryAfterSeconds: number }).retryAfterSeconds;
    }
    return undefined;
  };

  expect([told(0, 0), told(0.999, 0)]).toEqual([1, 2]);
  expect([told(0, 99), told(0.999, 99)]).toEqual([1, 11]);
  expect([told(0, 100_000), told(0.999, 100_000)]).toEqual([1, 30]);
});

test('a clock that is set back takes nothing away', () => {
  const clock = { ms: 60_000 };
  const rates = ratesAt(clock);
  letThrough(rates, 'a', 3);
  clock.ms = 0;

  expect(letThrough(rates, 'a', 100)).toBe(2);
});
