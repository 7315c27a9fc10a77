import { expect, test } from 'vitest';
import { parseGeneratedAt } from './generated-at.ts';

test.each([
  ['2026-11-24T12:00:00Z', '2026-11-24T12:00:00.000Z', false],
  ['2026-11-24T12:00:00+01:00', '2026-11-24T11:00:00.000Z', false],
  ['2026-11-24T12:00:00.5-02:30', '2026-11-24T14:30:00.500Z', false],
  ['2020-09-16T12:52:17.0009763Z', '2020-09-16T12:52:17.000Z', false],
  ['2026-11-24T12:00:00', '2026-11-24T11:00:00.000Z', true],
  ['2026-07-01T12:00:00', '2026-07-01T10:00:00.000Z', true],
  ['2026-07-01', '2026-06-30T22:00:00.000Z', true],
  // The night summer time begins: 02:30 does not exist and is taken an hour later, 03:30.
  ['2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z', true],
  ['2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z', true],
  ['2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z', true],
  // The night it ends: 02:30 comes twice and is taken as the first.
  ['2026-10-25T01:59:59', '2026-10-24T23:59:59.000Z', true],
  ['2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z', true],
  ['2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z', true],
  ['2026-12-31T24:00:00', '2026-12-31T23:00:00.000Z', true],
])('%s is %s', (text, instant, zoneAssumed) => {
  expect(parseGeneratedAt(text)).toEqual({ text, instant: new Date(instant), zoneAssumed });
});

test.each([
  '',
  'i dag',
  '2026',
  '2026-11',
  '12:00:00',
  '2026-02-30T12:00:00',
  '2026-13-01',
  '2026-11-24T25:00:00',
  '2026-11-24T24:00:01',
  '2026-11-24 12:00:00',
])('"%s" is no time', (text) => {
  expect(parseGeneratedAt(text)).toBeUndefined();
});
