import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasOrganizationNumberCheckDigit, isOrganizationNumberShape } from './organization-number.ts';

test.each(['900001002', '900023227', '974760673'])('%s has the right check digit', (number) => {
  expect(hasOrganizationNumberCheckDigit(number)).toBe(true);
});

test.each(['900001003', '123456789', '90000100', '9000010020', '90000100a', '', '999988891'])(
  '%s has not',
  (number) => {
    expect(hasOrganizationNumberCheckDigit(number)).toBe(false);
  },
);

test('a test register’s number is nine digits all the same', () => {
  expect(isOrganizationNumberShape('999988891')).toBe(true);
});

test('any one digit that is mistyped is noticed', () => {
  const position = fc.integer({ min: 0, max: 8 });
  const shift = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(fc.constantFrom('900001002', '900023227', '974760673'), position, shift, (number, at, by) => {
      const digits = [...number];
      digits[at] = String((Number(digits[at]) + by) % 10);
      expect(hasOrganizationNumberCheckDigit(digits.join(''))).toBe(false);
    }),
  );
});
