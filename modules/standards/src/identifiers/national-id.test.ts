import { readFileSync } from 'node:fs';
import { fixture } from '@samband/testing';
import { expect, test } from 'vitest';
import { readNationalId } from './national-id.ts';
import { isOrganizationNumber } from './organization-number.ts';

interface Vector {
  readonly number: string;
  readonly expected: string;
  readonly valid2032Rules: boolean;
}

test('the public vectors are judged as they should be', (context) => {
  const vectors = JSON.parse(readFileSync(fixture(context, 'sharing/_derived/fnr-vectors.json'), 'utf8')) as Vector[];
  const wrong = vectors.filter(({ number, expected, valid2032Rules }) => {
    const isValid = readNationalId(number) !== undefined;
    return isValid !== (expected === 'valid' || valid2032Rules);
  });
  // Positions only: numbers stay out of test output.
  expect(wrong.map((vector) => vectors.indexOf(vector))).toEqual([]);
  expect(vectors.length).toBeGreaterThan(20);
});

/** A number of the eight digits and the ninth, with check digits that leave the remainder; undefined where none exist. */
function numbered(nine: string, remainder = 0): string | undefined {
  for (let check = 0; check < 100; check++) {
    const number = nine + String(check).padStart(2, '0');
    const digits = [...number].map(Number);
    const left =
      [3, 7, 6, 1, 8, 9, 4, 5, 2, 1].reduce((sum, weight, at) => sum + weight * (digits[at] as number), 0) % 11;
    if (left === remainder && readNationalId(number)) return number;
  }
  return undefined;
}

test.each([
  ['synthetic', '15826412', { day: 15, month: 2, yearOfCentury: 64 }],
  ['synthetic', '15676412', { day: 15, month: 2, yearOfCentury: 64 }],
  ['synthetic', '55826412', { day: 15, month: 2, yearOfCentury: 64 }],
  ['help-number', '15426412', { day: 15, month: 2, yearOfCentury: 64 }],
  ['d-number', '55026412', { day: 15, month: 2, yearOfCentury: 64 }],
] as const)('a %s number (%s…) tells its day of birth and, by the rules of today, the sex', (kind, eight, birth) => {
  const found = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((ninth) => [ninth, numbered(eight + ninth)] as const);
  const numbers = found.filter((pair): pair is readonly [number, string] => pair[1] !== undefined);
  expect(numbers.length).toBeGreaterThan(3);
  for (const [ninth, number] of numbers) {
    expect(readNationalId(number)).toEqual({ kind, birth, sex: ninth % 2 === 1 ? 'male' : 'female' });
  }
});

test('a number that is right only from 2032 on is accepted, and says nothing of the sex', () => {
  const number = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((ninth) => numbered(`15826412${ninth}`, 2)).find(Boolean);
  expect(readNationalId(number ?? '')).toMatchObject({ kind: 'synthetic' });
  expect(readNationalId(number ?? '')?.sex).toBeUndefined();
});

test('a common help number has neither date nor sex', () => {
  const number = [0, 1, 2, 3, 4, 5].map((ninth) => numbered(`87654321${ninth}`)).find(Boolean);
  expect(readNationalId(number ?? '')).toEqual({ kind: 'common-help-number' });
});

test.each(['1582641200', '158264120000', '1582641200a', '', '31826412000', '15936412000'])('%s is none', (text) => {
  expect(readNationalId(text)).toBeUndefined();
});

test('an organisation number has nine digits and a check digit', () => {
  expect(['310012122', '310011118'].every(isOrganizationNumber)).toBe(true);
  expect(['310012123', '31001212', 'NO310012122', ''].some(isOrganizationNumber)).toBe(false);
});
