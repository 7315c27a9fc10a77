import { Buffer } from 'node:buffer';
import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import { expect, test } from 'vitest';
import {
  compileXPath,
  element,
  findElement,
  replaceElement,
  serialize,
  serializeElement,
  setAttribute,
  setText,
  withDocument,
  type XmlMarkup,
  XmlTextNotAllowed,
} from './index.ts';

const letter = '<Letter xmlns="urn:a" xmlns:p="urn:p">\n  <To V="1">text<b/></To><p:From/>\n</Letter>';

/** What a document is written as after a change, without its declaration. */
function edited(xml: string, change: (document: XmlDocument) => void): string {
  const written = withDocument(Buffer.from(xml), (document) => {
    change(document);
    return Buffer.from(serialize(document)).toString();
  });
  return written.replace(/^<\?xml [^>]*>\n/, '').trimEnd();
}

function at(document: XmlDocument, expression: string): XmlElement {
  const found = findElement(document, compileXPath(expression, { a: 'urn:a', p: 'urn:p' }));
  if (!found) throw new Error(`nothing at ${expression}`);
  return found;
}

test('a text takes the place of all that stood in an element', () => {
  const change = (document: XmlDocument) => setText(at(document, '//a:To'), 'a & b < æ &amp;');

  expect(edited(letter, change)).toContain('<To V="1">a &amp; b &lt; æ &amp;amp;</To>');
});

test('an attribute is replaced or added, in no namespace', () => {
  const xml = edited(letter, (document) => {
    setAttribute(at(document, '//a:To'), 'V', '"<&>\n');
    setAttribute(at(document, '//a:To'), 'W', '&amp;');
  });

  expect(xml).toContain('<To V="&quot;&lt;&amp;&gt;&#10;" W="&amp;amp;">');
  expect(withDocument(Buffer.from(xml), (document) => at(document, '//a:To').attr('V')?.value)).toBe('"<&>\n');
});

test('an element is replaced by markup that is read as if it stood there', () => {
  const markup = element(
    'p:New',
    { 'p:x': '1', y: '2' },
    'hi & ',
    element('Child', {}, element('q:Z', { 'xmlns:q': 'urn:q' })),
  );
  const xml = edited(letter, (document) => {
    const created = replaceElement(at(document, '//p:From'), markup);
    expect([created.name, created.namespaceUri, created.line]).toEqual(['New', 'urn:p', 0]);
    expect(at(document, '//p:New/a:Child').namespaceUri).toBe('urn:a');
  });

  expect(xml).toContain('<p:New p:x="1" y="2">hi &amp; <Child><q:Z xmlns:q="urn:q"/></Child></p:New>\n</Letter>');
});

test('markup that declares another default namespace keeps it', () => {
  const xml = edited(letter, (document) => {
    replaceElement(at(document, '//p:From'), element('From', { xmlns: 'urn:b' }, element('Name')));
  });

  expect(xml).toContain('<From xmlns="urn:b"><Name/></From>');
});

test('what cannot be said in its place is a mistake of the code, not another document', () => {
  const replace = (expression: string, markup: XmlMarkup) => () =>
    edited(letter, (document) => replaceElement(at(document, expression), markup));

  expect(replace('//p:From', element('None', { xmlns: '' }))).toThrow(TypeError);
  expect(replace('//p:From', element('x:Unknown'))).toThrow();
  expect(replace('/a:Letter', element('Root'))).toThrow(TypeError);
});

test('a character that XML cannot hold is refused and changes nothing', () => {
  const xml = edited(letter, (document) => {
    expect(() => setText(at(document, '//a:To'), 'x\u0001')).toThrow(XmlTextNotAllowed);
    expect(() => setAttribute(at(document, '//a:To'), 'V', 'x\ufffe')).toThrow(XmlTextNotAllowed);
  });

  expect(xml).toBe(letter);
});

test('a document is written in the encoding asked for, with what it lacks as references', () => {
  withDocument(Buffer.from('<a>æ €</a>'), (document) => {
    expect(Buffer.from(serialize(document, { encoding: 'ISO-8859-1' })).toString('latin1')).toBe(
      '<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>æ &#8364;</a>\n',
    );
  });
});

test('an element is written alone, with letters across the borders of what libxml2 hands over', () => {
  const letters = 'æ€😀'.repeat(20_000);
  const written = withDocument(Buffer.from(`<a><b> ${letters} </b></a>`), (document) =>
    Buffer.from(serializeElement(at(document, '/a/b'))).toString(),
  );

  expect(written).toBe(`<b> ${letters} </b>`);
});
