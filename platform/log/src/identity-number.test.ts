import { readFileSync } from 'node:fs';
import { fixture } from '@samband/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isIdentityNumber } from './identity-number.ts';
import { syntheticIdentityNumber } from './synthetic-identity-number.ts';

interface Vector {
  number: string;
  expected: string;
  form: string;
}

describe('isIdentityNumber', () => {
  test('agrees with every published vector', (context) => {
    const file = fixture(context, 'sharing/_derived/fnr-vectors.json');
    const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[];

    // Told by place, so that no number gets into the output.
    const wrong = vectors.flatMap(({ number, expected, form }, place) =>
      isIdentityNumber(number) === (expected === 'valid') ? [] : [{ place, form, expected }],
    );
    expect(wrong).toStrictEqual([]);
    expect(vectors.length).toBeGreaterThan(20);
  });

  test('knows every synthetic number, by the rules of today and of 2032', () => {
    fc.assert(fc.property(syntheticIdentityNumber(), (number) => isIdentityNumber(number)));
  });

  test('knows no number whose last digit was changed', () => {
    fc.assert(
      fc.property(syntheticIdentityNumber(), fc.integer({ min: 1, max: 9 }), (number, step) => {
        const last = (Number(number[10]) + step) % 10;
        return !isIdentityNumber(`${number.slice(0, 10)}${last}`);
      }),
    );
  });

  test.each(['', '0', '1234567890', '123456789012', '0000000000a', '00000000000', '99999999999', ' 1234567890'])(
    'does not take %j for one',
    (text) => {
      expect(isIdentityNumber(text)).toBe(false);
    },
  );

  test('takes no day or month that does not exist, whatever the control digits', () => {
    const impossible = ['3202', '0013', '3104', '3184', '0053', '3266', '0093', '7201'];
    const found = impossible.filter((date) =>
      Array.from({ length: 100 }, (_, control) => `${date}90123${String(control).padStart(2, '0')}`).some(
        isIdentityNumber,
      ),
    );
    expect(found).toStrictEqual([]);
  });
});
