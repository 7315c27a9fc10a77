import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resendAt, retryAt } from './backoff.ts';

const now = new Date('2026-03-02T08:00:00Z');
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

describe('after a failure', () => {
  test('the pause doubles from half a minute to an hour', () => {
    const pausesSeconds = [1, 2, 3, 7, 8, 50].map(
      (failures) => (retryAt(failures, now, () => 0).getTime() - now.getTime()) / 1_000,
    );
    expect(pausesSeconds).toEqual([30, 60, 120, 1_920, 3_600, 3_600]);
  });

  test('the pause is never shorter than half a minute, and never longer than an hour and a quarter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, chance) => {
          const pauseMs = retryAt(failures, now, () => chance).getTime() - now.getTime();
          expect(pauseMs).toBeGreaterThanOrEqual(30_000);
          expect(pauseMs).toBeLessThanOrEqual(75 * 60_000);
        },
      ),
    );
  });
});

describe('without an acknowledgment', () => {
  test('it is sent again after 12, 24, 36, 48 and 60 hours, and given up after 72', () => {
    const plan: Date[] = [];
    for (let transfers = 1, at = now; at < hours(72); transfers++) {
      at = resendAt(transfers, at, hours(72));
      plan.push(at);
    }
    expect(plan).toEqual([12, 24, 36, 48, 60, 72].map(hours));
  });

  test('what was first sent late is given up at the same hour', () => {
    expect(resendAt(1, hours(65), hours(72))).toEqual(hours(72));
  });
});
