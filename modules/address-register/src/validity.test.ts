import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOrForEver, isFuture, isInEffect, overlaps, type Validity } from './validity.ts';

const at = (day: number) => new Date(Date.UTC(2026, 0, day));

test.each([
  [9, false],
  [10, true],
  [19, true],
  [20, false],
])('from the 10th to the 20th: on the %ith it is in effect: %j', (day, expected) => {
  expect(isInEffect({ validFrom: at(10), validTo: at(20) }, at(day))).toBe(expected);
});

test('without an end it is in effect for ever', () => {
  expect(isInEffect({ validFrom: at(10) }, new Date('9000-01-01'))).toBe(true);
});

test.each(['9999-12-31T00:00:00Z', '9999-12-31T23:59:59.997Z'])('%s means no end', (text) => {
  expect(endOrForEver(new Date(text))).toBeUndefined();
});

test('2050-12-31 is an end', () => {
  expect(endOrForEver(new Date('2050-12-31T00:00:00Z'))).toEqual(new Date('2050-12-31T00:00:00Z'));
});

const validity: fc.Arbitrary<Validity> = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }))
  .map(([from, days]) => ({ validFrom: at(from), ...(days !== undefined && { validTo: at(from + days) }) }));

test('two periods overlap exactly when some day lies in both', () => {
  fc.assert(
    fc.property(validity, validity, (one, other) => {
      const days = Array.from({ length: 45 }, (_, index) => at(index));
      const isShared = days.some((day) => isInEffect(one, day) && isInEffect(other, day));

      expect(overlaps(one, other)).toBe(isShared);
      expect(overlaps(other, one)).toBe(isShared);
    }),
  );
});

test('a period is never both future and in effect', () => {
  fc.assert(
    fc.property(validity, fc.integer({ min: 0, max: 45 }), (period, day) => {
      expect(isFuture(period, at(day)) && isInEffect(period, at(day))).toBe(false);
    }),
  );
});
