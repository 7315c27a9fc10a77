import fc from 'fast-check';
import { isIdentityNumber } from './identity-number.ts';

/**
 * Made-up numbers for property tests: month + 65 or + 80, or a D-number with either. The control digits are found by
 * trying, so that both the rule of today and that of 2032 come up.
 */
export function syntheticIdentityNumber(): fc.Arbitrary<string> {
  return fc
    .record({
      day: fc.integer({ min: 1, max: 28 }),
      month: fc.integer({ min: 1, max: 12 }),
      monthOffset: fc.constantFrom(65, 80),
      dayOffset: fc.constantFrom(0, 40),
      yearAndSerial: fc.integer({ min: 0, max: 99_999 }),
      choice: fc.nat(),
    })
    .map(({ day, month, monthOffset, dayOffset, yearAndSerial, choice }) => {
      const start = `${twoDigits(day + dayOffset)}${twoDigits(month + monthOffset)}${String(yearAndSerial).padStart(5, '0')}`;
      const numbers = Array.from({ length: 100 }, (_, control) => `${start}${twoDigits(control)}`).filter(
        isIdentityNumber,
      );
      return numbers[choice % numbers.length] ?? '';
    })
    .filter((number) => number !== '');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
