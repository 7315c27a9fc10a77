import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstBytes, inspectBase64 } from './base64.ts';

test('whatever is encoded is strict, has the size that was encoded, and begins with the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 4, max: 80 }), (bytes, width) => {
      const lines = Buffer.from(bytes)
        .toString('base64')
        .replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
      expect(inspectBase64(lines)).toEqual({ sizeBytes: bytes.length, isStrict: true });
      expect([...firstBytes(lines, 6)].slice(0, 6)).toEqual([...bytes.slice(0, 6)]);
    }),
  );
});

test.each(['A', 'AA', 'AAA', 'AA=A', 'AAAA=', 'A===', '====', 'AA-_', 'AAÅA', 'AAA*'])('%s is not strict', (text) => {
  expect(inspectBase64(text).isStrict).toBe(false);
});

test.each([
  ['a letter of no alphabet', '*'],
  ['a letter of the URL alphabet', '-'],
  ['a letter whose last eight bits are of the alphabet', '\u0141'],
  ['a letter beyond ASCII', 'Å'],
  ['padding', '='],
])('%s in the middle of a large text is seen wherever it stands', (_what, letter) => {
  const text = Buffer.alloc(300_000, 'synthetic').toString('base64');
  expect(inspectBase64(text)).toEqual({ sizeBytes: 300_000, isStrict: true });
  for (const at of [0, 65_535, 65_536, 131_073, 399_990]) {
    expect(inspectBase64(text.slice(0, at) + letter + text.slice(at + 1)).isStrict, String(at)).toBe(false);
  }
});

test('bits after the last byte are no fault: encoders leave them', () => {
  expect(inspectBase64('QUJDQR==')).toEqual({ sizeBytes: 4, isStrict: true });
});
