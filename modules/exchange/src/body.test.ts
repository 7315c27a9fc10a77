import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packBody, unpackBody } from './body.ts';
import { sampleDialog } from './sample-dialog.ts';

const folder = join(import.meta.dirname, '../dictionaries');

/** What was packed with a dictionary can be unpacked with the same bytes only: a line here is never changed. */
const digests: Record<string, string> = {
  '1.txt': '06e1cf0cf63b27cd0f00c869e0075c35041595006139acd6bccb25c8d54632d4',
};

test('dictionaries are what they were when the first document was packed with them', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const found = names.map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex'),
  ]);
  expect(Object.fromEntries(found)).toEqual(digests);
});

test('a dictionary holds no number that could be somebody’s', () => {
  expect(readFileSync(join(folder, '1.txt'), 'utf8')).not.toMatch(/(?<![\d.])\d{6,}/);
});

test.each([
  ['a letter', sampleDialog()],
  ['bytes of any kind', randomBytes(50_000)],
  ['a single byte', Buffer.from('x')],
  ['a large document', Buffer.concat(Array.from({ length: 400 }, () => sampleDialog()))],
])('%s comes back byte for byte', (_what, bytes) => {
  const packed = packBody(bytes);
  expect(packed.packing).toBe(1);
  expect(unpackBody(packed, bytes.length).equals(bytes)).toBe(true);
});

test('what was packed without a dictionary, or by a version before this, is unpacked too', () => {
  const bytes = sampleDialog();
  expect(unpackBody({ packing: 0, content: zstdCompressSync(bytes) }, bytes.length).equals(bytes)).toBe(true);
});

test('nothing larger than was stored is unpacked, and nothing with a dictionary that is gone', () => {
  const bytes = sampleDialog();
  expect(() => unpackBody(packBody(bytes), 100)).toThrow();
  expect(() => unpackBody({ ...packBody(bytes), packing: 99 }, bytes.length)).toThrow('dictionary 99');
});

test('a letter takes a fifth less room with the dictionary than without', () => {
  const bytes = sampleDialog({ text: 'Pasienten er innkalt til kontroll. '.repeat(20) });
  expect(packBody(bytes).content.length).toBeLessThan(0.8 * zstdCompressSync(bytes).length);
});
