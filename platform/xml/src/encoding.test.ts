import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { sniff, withDocument, XmlNotWellFormed, XmlRefused } from './index.ts';

const text = 'Blåbærsyltetøy';

function declared(encoding: string): string {
  return `<?xml version="1.0" encoding="${encoding}"?><a>${text}</a>`;
}

function utf16be(xml: string): Buffer {
  return Buffer.from(xml, 'utf16le').swap16();
}

test.each([
  ['UTF-8', 'UTF-8', Buffer.from(declared('UTF-8'))],
  ['UTF-8 in other letters', 'UTF-8', Buffer.from(declared('utf-8'))],
  ['UTF-8 with its mark', 'UTF-8', Buffer.from(`\ufeff${declared('utf-8')}`)],
  ['UTF-8 with its mark only', 'UTF-8', Buffer.from(`\ufeff<a>${text}</a>`)],
  ['nothing, so UTF-8', 'UTF-8', Buffer.from(`<a>${text}</a>`)],
  ['ISO-8859-1', 'ISO-8859-1', Buffer.from(declared('ISO-8859-1'), 'latin1')],
  ['ISO-8859-1 in single quotes', 'ISO-8859-1', Buffer.from(declared('iso-8859-1').replaceAll('"', "'"), 'latin1')],
  ['ISO-8859-15', 'ISO-8859-15', Buffer.from(declared('ISO-8859-15'), 'latin1')],
  ['windows-1252', 'windows-1252', Buffer.from(declared('windows-1252'), 'latin1')],
  ['UTF-16 with its mark', 'UTF-16LE', Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le')],
  ['UTF-16 with the other mark', 'UTF-16BE', utf16be(`\ufeff${declared('utf-16')}`)],
  ['UTF-16 with its mark only', 'UTF-16LE', Buffer.from(`\ufeff<a>${text}</a>`, 'utf16le')],
  ['UTF-16LE without a mark', 'UTF-16LE', Buffer.from(declared('UTF-16LE'), 'utf16le')],
  ['UTF-16BE without a mark', 'UTF-16BE', utf16be(declared('UTF-16BE'))],
])('%s is read as %s, by reader and sniffer', (_says, encoding, bytes) => {
  expect(withDocument(bytes, (document) => document.root.content)).toBe(text);
  expect(sniff(bytes, { fields: { text: 'a' } })).toMatchObject({ encoding, root: 'a', fields: { text } });
});

test('the letters that only one of the single-byte encodings has are told apart', () => {
  const euro = (encoding: string, byte: number) =>
    Buffer.concat([
      Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a>`),
      Buffer.from([byte]),
      Buffer.from('</a>'),
    ]);
  const read = (bytes: Buffer) => [
    withDocument(bytes, (document) => document.root.content),
    sniff(bytes, { fields: { text: 'a' } }).fields['text'],
  ];

  expect(read(euro('ISO-8859-15', 0xa4))).toEqual(['€', '€']);
  expect(read(euro('windows-1252', 0x80))).toEqual(['€', '€']);
  expect(read(euro('ISO-8859-1', 0xa4))).toEqual(['¤', '¤']);
  expect(read(euro('ISO-8859-1', 0x85))).toEqual(['\u0085', '\u0085']);
});

test.each(['UTF-7', 'UTF-32', 'IBM037', 'Shift_JIS', 'ISO-8859-5', 'x-user-defined'])('%s is refused', (encoding) => {
  const bytes = Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a/>`);

  expect(() => withDocument(bytes, () => undefined)).toThrow(expect.objectContaining({ reason: 'encoding' }));
  expect(() => sniff(bytes)).toThrow(XmlRefused);
});

test.each([
  ['a UTF-8 mark and another name', Buffer.from(`\ufeff${declared('ISO-8859-1')}`)],
  ['a UTF-16 mark and another name', Buffer.from(`\ufeff${declared('UTF-8')}`, 'utf16le')],
  ['the other UTF-16', Buffer.from(`\ufeff${declared('UTF-16BE')}`, 'utf16le')],
  ['UTF-16 that is none', Buffer.from(declared('UTF-16'))],
])('%s do not agree', (_what, bytes) => {
  expect(() => withDocument(bytes, () => undefined)).toThrow(XmlNotWellFormed);
  expect(() => sniff(bytes)).toThrow(XmlNotWellFormed);
});

test('the first byte that is not UTF-8 is found, wherever it stands', () => {
  const before = 'æ€😀\n'.repeat(500);
  const bytes = Buffer.concat([Buffer.from(`<a>${before}`), Buffer.from([0xc3, 0x28]), Buffer.from(`${before}</a>`)]);

  expect(() => withDocument(bytes, () => undefined)).toThrow(expect.objectContaining({ line: 501, column: 1 }));
});

test('an encoding named anywhere but in the declaration means nothing', () => {
  const bytes = Buffer.from(`<!-- encoding="UTF-7" --><a encoding="IBM037">${text}</a>`);

  expect(withDocument(bytes, (document) => document.root.content)).toBe(text);
});
