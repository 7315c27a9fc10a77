import { expect, test } from 'vitest';
import { decodeSource, documentSizeMaxBytes, NotSubmitted, readFile, readText } from './submitted-document.ts';

const text = '<Navn>Blåbærsyltetøy</Navn>';

test.each([
  ['UTF-8 where nothing is said', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
  ['ISO-8859-1 by its name', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${text}`, 'latin1')],
  ['UTF-16 by its byte order mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-8 under a name that nobody knows', Buffer.from(`<?xml version="1.0" encoding="x-own"?>${text}`)],
])('%s is read as it was written', (_, bytes) => {
  expect(decodeSource(bytes)).toContain(text);
});

test('a pasted text is sent as UTF-8, and does not call itself anything else', () => {
  const { bytes, source } = readText('x', `\n<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?>${text}`);

  expect(source).toBe(`<?xml version="1.0" standalone="yes"?>${text}`);
  expect(Buffer.from(bytes).toString('utf8')).toBe(source);
});

test('a file is taken byte for byte', async () => {
  const bytes = Buffer.from([0xef, 0xbb, 0xbf, ...Buffer.from(`${text}\r\n`)]);

  const document = await readFile(new File([bytes], 'a.xml'));

  expect(Buffer.from(document.bytes)).toEqual(bytes);
  expect(document.name).toBe('a.xml');
});

test('what is larger than the server takes is not read at all', async () => {
  const large = new File([Buffer.alloc(documentSizeMaxBytes + 1)], 'large.xml');

  await expect(readFile(large)).rejects.toThrow(NotSubmitted);
  expect(() => readText('x', 'å'.repeat(documentSizeMaxBytes / 2 + 1))).toThrow(NotSubmitted);
});
