import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { element, markupBytes, serialize, withDocument, XmlTextNotAllowed } from './index.ts';

test('writes elements with attributes, text, numbers, lists and other elements', () => {
  const lines = ['one', 'two'].map((text) => element('Line', {}, text));

  expect(
    String(
      element('Letter', { xmlns: 'urn:a', size: 2, gone: undefined }, lines, null, undefined, element('Sum', {}, 3)),
    ),
  ).toBe('<Letter xmlns="urn:a" size="2"><Line>one</Line><Line>two</Line><Sum>3</Sum></Letter>');
});

test('an element without content is empty, and one with an empty text too', () => {
  expect(String(element('a'))).toBe('<a/>');
  expect(String(element('a', {}, ''))).toBe('<a/>');
});

test('a string is never markup', () => {
  expect(String(element('a', { b: '"><script x="' }, '<b>&amp;</b>'))).toBe(
    '<a b="&quot;&gt;&lt;script x=&quot;">&lt;b&gt;&amp;amp;&lt;/b&gt;</a>',
  );
});

test.each(['', '1a', 'a b', 'a"', 'a:b:c', '-a', 'a>'])('%j is no name', (name) => {
  expect(() => element(name)).toThrow(TypeError);
  expect(() => element('a', { [name]: '' })).toThrow(TypeError);
});

test.each(['\0', '\u0007', '\u001f', '\ufffe', '\uffff', '\ud800', 'a\udc00b'])(
  '%j is refused, in text and in attributes',
  (text) => {
    expect(() => element('a', {}, text)).toThrow(XmlTextNotAllowed);
    expect(() => element('a', { b: text })).toThrow(XmlTextNotAllowed);
  },
);

test('a refused text is not repeated in the error, only its character is named', () => {
  expect(() => element('a', {}, 'secret\u0007')).toThrow('A text holds U+0007, which XML does not allow');
});

/** Any text that XML can hold, with more of the letters that matter than chance gives. */
const xmlText = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('&', '<', '>', '"', "'", '\t', '\n', '\r', ']]>', '&amp;', 'æ', '😀'),
      fc.string({ unit: 'grapheme', maxLength: 1 }),
    ),
  })
  .filter((text) => !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text));

test('whatever text and attribute are written, they are read again', () => {
  fc.assert(
    fc.property(xmlText, xmlText, (text, value) => {
      const bytes = markupBytes(element('a', { b: value }, text));
      withDocument(bytes, (document) => {
        expect(document.root.content).toBe(text);
        expect(document.root.attr('b')?.value).toBe(value);
        // And libxml2 writes what it read so that it is read again.
        withDocument(serialize(document), (again) => {
          expect(again.root.content).toBe(text);
          expect(again.root.attr('b')?.value).toBe(value);
        });
      });
    }),
    { numRuns: 300 },
  );
});

test('a document is UTF-8 and says so', () => {
  expect(Buffer.from(markupBytes(element('a', {}, 'æ'))).toString()).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<a>æ</a>\n',
  );
});
