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
