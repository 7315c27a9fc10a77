import { expect, test } from 'vitest';
import { HerIdInvalid } from './errors.ts';
import { HER_ID_MAX, parseHerId } from './her-id.ts';

test.each([
  ['59', 59],
  ['8093239', 8093239],
  [8093239, 8093239],
  [String(HER_ID_MAX), HER_ID_MAX],
])('reads %j', (value, herId) => {
  expect(parseHerId(value)).toBe(herId);
});

test.each([
  '',
  '0',
  '-5',
  '007',
  '1.5',
  '1e3',
  ' 59',
  '59 ',
  '٥٩',
  '2147483648',
  '99999999999',
  0,
  1.5,
  Number.NaN,
  1e21,
  null,
  undefined,
  {},
])('refuses %j', (value) => {
  expect(() => parseHerId(value)).toThrow(HerIdInvalid);
});

test('does not repeat what was given, which may be an identity number in the wrong field', () => {
  const text = '13816524789';

  const refusal = (() => {
    try {
      return parseHerId(text);
    } catch (error) {
      return error as HerIdInvalid;
    }
  })() as HerIdInvalid;

  expect(JSON.stringify([refusal.message, refusal.facts])).not.toContain(text);
  expect(refusal.facts).toEqual({ given: 'text of 11 characters' });
});
