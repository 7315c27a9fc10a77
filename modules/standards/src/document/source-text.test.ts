import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readSourceText, replaceInBytes } from './source-text.ts';

const TEXT = '<a>før Łódź</a>';

function encodings(text: string): [string, Buffer][] {
  const declared = (name: string) => `<?xml version="1.0" encoding="${name}"?>${text}`;
  const utf16 = Buffer.from(`\uFEFF${declared('UTF-16')}`, 'utf16le');
  return [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
  ];
}

test.each(encodings(TEXT))('%s: text outside the replaced part keeps its bytes', (_, bytes) => {
  const source = readSourceText(bytes);
  const start = source.text.indexOf('før');
  const replaced = readSourceText(replaceInBytes(source, [{ start, end: start + 3, by: 'etter Å' }]));

  expect(replaced.text).toBe(source.text.replace('før', 'etter Å'));
  expect(replaced.encoding).toBe(source.encoding);
});

test.each(['ISO-8859-1', 'ISO-8859-15', 'windows-1252'])('%s: a character it lacks becomes a reference', (encoding) => {
  const bytes = Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a>før</a>`, 'latin1');
  const source = readSourceText(bytes);
  const start = source.text.indexOf('før');
  const replaced = replaceInBytes(source, [{ start, end: start + 3, by: 'Łódź 😀' }]);

  expect(source.text).toContain('<a>før</a>');
  expect(readSourceText(replaced).text).toMatch(/<a>&#321;(ó|&#243;)d&#378; &#128512;<\/a>$/);
});

test('several parts are replaced at once, in any order, and never twice', () => {
  const source = readSourceText(Buffer.from('<a>1 2 3</a>'));
  const replacements = [
    { start: 7, end: 8, by: 'tre' },
    { start: 3, end: 4, by: 'én' },
  ];

  expect(Buffer.from(replaceInBytes(source, replacements)).toString()).toBe('<a>én 2 tre</a>');
  expect(() => replaceInBytes(source, [...replacements, { start: 3, end: 5, by: '' }])).toThrow('overlap');
});
