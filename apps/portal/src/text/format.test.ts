import { expect, test } from 'vitest';
import { formatInstant, formatNumber, formatSeconds, formatSize, formatTime } from './format.ts';

/** Spaces of every width as one. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

test.each(['nb', 'nn'] as const)('a time is that of the clock in Norway, in the words of %s', (language) => {
  expect(formatInstant('2026-07-01T22:30:00.000Z', language)).toContain('2. juli 2026');
  expect(formatInstant('2026-07-01T22:30:00.000Z', language)).toContain('00:30');
});

test('a time in English has the day before the month', () => {
  expect(formatInstant('2026-12-31T23:30:00.000Z', 'en')).toContain('1 January 2027');
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1 kB'],
  [5_068, '5,1 kB'],
  [48_600, '49 kB'],
  [5_242_880, '5,2 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(plain(formatSize(bytes, 'nn'))).toBe(text);
});

test('a large number is grouped as its language does', () => {
  expect(plain(formatNumber(12_345, 'nb'))).toBe('12 345');
  expect(formatNumber(12_345, 'en')).toBe('12,345');
});

test.each(['nb', 'nn', 'en'] as const)(
  'the time of a step is that of the clock in Norway, to the second, in %s',
  (language) => {
    expect(formatTime('2026-07-01T22:30:07.900Z', language)).toBe('00:30:07');
  },
);

test('a duration has two decimals, as its language writes them', () => {
  expect([formatSeconds(424, 'nn'), formatSeconds(5_000, 'en')]).toEqual(['0,42', '5.00']);
});
