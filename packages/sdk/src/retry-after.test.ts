import { expect, test } from 'vitest';
import { retryAfterSeconds } from './retry-after.ts';

const now = Date.parse('2026-05-08T08:00:00Z');

test.each([
  ['120', 120],
  ['0', 0],
  ['Fri, 08 May 2026 08:01:30 GMT', 90],
  ['Fri, 08 May 2026 07:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('reads %s', (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});
