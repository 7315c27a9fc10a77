import { expect, test } from 'vitest';
import { dateInWords } from './dates.ts';

test.each([
  ['2026-11-20T14:32:10+01:00', '20. november 2026 kl. 14.32', '20 November 2026 at 14:32'],
  ['2026-11-20T13:32:10Z', '20. november 2026 kl. 14.32', '20 November 2026 at 14:32'],
  ['2026-07-01T23:30:00Z', '2. juli 2026 kl. 01.30', '2 July 2026 at 01:30'],
  ['2026-03-29T00:59:00Z', '29. mars 2026 kl. 01.59', '29 March 2026 at 01:59'],
  ['2026-03-29T01:00:00Z', '29. mars 2026 kl. 03.00', '29 March 2026 at 03:00'],
  ['2026-10-25T00:59:00Z', '25. oktober 2026 kl. 02.59', '25 October 2026 at 02:59'],
  ['2026-10-25T01:00:00Z', '25. oktober 2026 kl. 02.00', '25 October 2026 at 02:00'],
  ['2026-01-01T00:15:00.123', '1. januar 2026 kl. 00.15', '1 January 2026 at 00:15'],
  ['1951-03-14', '14. mars 1951', '14 March 1951'],
  ['1951-03-14+01:00', '14. mars 1951', '14 March 1951'],
  ['1998-02', 'februar 1998', 'February 1998'],
  ['1990-07-01T12:00:00+02:00', '1. juli 1990 kl. 12.00 (UTC+02:00)', '1 July 1990 at 12:00 (UTC+02:00)'],
  ['1990-07-01T12:00:00Z', '1. juli 1990 kl. 12.00 (UTC)', '1 July 1990 at 12:00 (UTC)'],
])('%s', (text, nb, en) => {
  expect([dateInWords(text, 'nb')?.words, dateInWords(text, 'en')?.words]).toEqual([nb, en]);
});

test('a time without a zone is said to be assumed, a date alone is not', () => {
  expect(dateInWords('2026-11-20T14:32:10', 'nb')?.zoneAssumed).toBe(true);
  expect(dateInWords('2026-11-20T14:32:10Z', 'nb')?.zoneAssumed).toBe(false);
  expect(dateInWords('2026-11-20', 'nb')?.zoneAssumed).toBe(false);
});

test.each([
  '2026-02-30',
  '2026-13-01',
  '2026-11-20T25:00:00',
  '2026-11-20T14:61:00',
  '2026',
  '20.11.2026',
  '120/80',
  '',
])('%j is no date and stays as it is', (text) => {
  expect(dateInWords(text, 'nb')).toBeUndefined();
});
