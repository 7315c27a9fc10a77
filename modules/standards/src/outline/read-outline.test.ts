import { compileXPath, selectElements, withDocument, type XmlElement } from '@samband/xml';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSourceText } from '../document/source-text.ts';
import { example, officialDocuments, VALID_EXAMPLES } from '../official-documents-for-tests.ts';
import type { OutlineElement } from './outline-element.ts';
import { readOutline } from './read-outline.ts';

const KEPT_DEPTH = 9;

/** Names, namespaces and texts of the kept part, in document order. */
function facts(element: OutlineElement): string[] {
  const text = element.children.length === 0 && depthOf(element) < KEPT_DEPTH ? element.text() : '';
  return [`{${element.namespace}}${element.name} ${text}`, ...element.children.flatMap(facts)];
}

function depthOf(element: OutlineElement): number {
  return element.parent === undefined ? 1 : depthOf(element.parent) + 1;
}

/** The same from libxml2's tree. */
function factsOfTree(element: XmlElement, depth = 1): string[] {
  // Not firstChild and next: those end at a processing instruction.
  const children = selectElements(element, compileXPath('*'));
  const text = children.length === 0 && depth < KEPT_DEPTH ? element.content.trim() : '';
  const own = `{${element.namespaceUri}}${element.name} ${text}`;
  return depth === KEPT_DEPTH ? [own] : [own, ...children.flatMap((child) => factsOfTree(child, depth + 1))];
}

function compare(bytes: Uint8Array, label: string): void {
  const ours = facts(readOutline(readSourceText(bytes).text).root);
  expect(ours, label).toEqual(withDocument(bytes, (document) => factsOfTree(document.root)));
}

const XML = new TextEncoder();

test.each([
  ['a comment that looks like an element', '<a><!-- <b>no</b> --><c/></a>'],
  ['a comment with an arrow', '<a><!-- a -> b --><c/></a>'],
  ['CDATA that looks like markup', '<a><b><![CDATA[</b><c x="]]&gt;">]]></b></a>'],
  ['an instruction that looks like an element', '<?xml version="1.0"?><?go <b> ?><a><?stop </a>?></a>'],
  ['a greater-than sign in an attribute', `<a x="1 > 0" y='"/>'><b z="/"/></a>`],
  ['spaces where they may be', '<a\n x = "1"\t><b ></b ><c\n/></a >'],
  ['references', '<a><b>&lt;c/&gt; &amp;amp; &#230;&#x1F600;&quot;&apos;</b></a>'],
  ['prefixes bound anew', '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2"><p:c/></p:b><p:d/></p:a>'],
  ['a default namespace taken away', '<a xmlns="urn:1"><b xmlns=""><c/></b><d/></a>'],
  ['an attribute that begins as a declaration does', '<a xmlnsx="urn:1"><b/></a>'],
  ['names beyond ASCII', '<Formål xmlns="urn:1"><Funksjonsområde>å</Funksjonsområde></Formål>'],
  ['line ends of another system', '<a>\r\n<b>1\r\n2\r3</b>\r\n</a>'],
])('sees what libxml2 sees: %s', (label, markup) => {
  compare(XML.encode(markup), label);
});

test('sees what libxml2 sees in any arrangement of markup', () => {
  const text = fc.constantFrom('', 'x', '&amp;', ' > ', '<!-- </a> -->', '<![CDATA[<a>]]>', '<?p <a> ?>', 'æ');
  const attribute = fc.constantFrom(
    '',
    ' x="<"'.replace('<', '&lt;'),
    " y='>'",
    ' xmlns="urn:2"',
    ' xmlns:q="urn:3"',
    ' z="/>"',
  );
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 12 },
      fc.tuple(attribute).map(([own]) => `<b${own}/>`),
      fc
        .tuple(attribute, text, tie('tree'), text, tie('tree'))
        .map(([own, a, b, c, d]) => `<p:a${own}>${a}${b}${c}${d}</p:a>`),
    ),
  }));
  fc.assert(
    fc.property(tree, (markup) => compare(XML.encode(`<r xmlns:p="urn:1">${markup}</r>`), markup)),
    { numRuns: 300 },
  );
});

test.each(VALID_EXAMPLES)('sees what libxml2 sees in the example %s', (name) => {
  compare(example(name), name);
});

test('sees what libxml2 sees in all official documents', { timeout: 120_000 }, (context) => {
  for (const { verdict, file, bytes } of officialDocuments(context)) {
    if (verdict !== 'NOTWELLFORMED') compare(bytes, file);
  }
});

test('places are those of the source', () => {
  const source = '<a>\n  <b V = "1"  DN=\' x \'>text</b><c/></a>';
  const [b, c] = readOutline(source).root.children as [OutlineElement, OutlineElement];

  expect(source.slice(b.start, b.end)).toBe('<b V = "1"  DN=\' x \'>text</b>');
  expect(source.slice(b.contentStart, b.contentEnd)).toBe('text');
  expect(source.slice(c.start, c.end)).toBe('<c/>');
  expect(b.line()).toBe(2);
  expect(b.path()).toBe('a/b');
  expect([b.attribute('DN'), b.exactAttribute('DN'), b.attribute('S')]).toEqual(['x', ' x ', undefined]);
  const span = b.attributeSpan('DN');
  expect(span && source.slice(span.start, span.end)).toBe(' x ');
});

test('an attribute is found whatever stands before it', () => {
  const source = `<a x="V='no'" pV="no" p:V="no" xmlns:V="no" V='yes'/>`;
  expect(readOutline(source).root.attribute('V')).toBe('yes');
});

test('namespaces are seen at any depth, also below what is kept', () => {
  const deep = `${'<a>'.repeat(20)}<b xmlns="urn:deep" xmlns:p="urn:unused"/>${'</a>'.repeat(20)}`;
  const outline = readOutline(deep);

  expect([...outline.usedNamespaces]).toEqual(['', 'urn:deep']);
  expect([...outline.declaredNamespaces]).toEqual(['urn:deep', 'urn:unused']);
});
