import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64 } from './base64.ts';
import { NotBase64 } from './errors.ts';

test('gives back whatever was encoded', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(Buffer.from(bytes));
    }),
  );
});

test('takes lines as MIME breaks them', () => {
  expect(decodeBase64('SGVp\r\nIGRl\nZw==\r\n').toString()).toBe('Hei deg');
});

test.each([
  ['a missing end', 'SGVpI'],
  ['missing padding', 'SGVpIGRlZw'],
  ['half the padding', 'SGVpIGRlZw='],
  ['too much padding', 'SGVp===='],
  ['padding in the middle', 'SGU=SGVp'],
  ['only padding', '===='],
  ['the alphabet of URLs', 'SGVp-_-_'],
  ['a character of no alphabet', 'SGV!'],
  ['a letter whose low byte is one of the alphabet', 'SGVŰ'],
  ['a byte order mark', '\ufeffSGVp'],
  ['a no-break space', 'SGVp\u00a0SGVp'],
  ['a zero byte', 'SGVp\u0000'],
  ['bits left over after the last byte', 'SGVpIGRlZx=='],
  ['bits left over after the last two bytes', 'SGVpIGR='],
  ['a URL for data', 'data:application/xml;base64,SGVp'],
])('refuses %s', (_, text) => {
  expect(() => decodeBase64(text)).toThrow(NotBase64);
});
