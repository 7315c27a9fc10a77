import { compileXPath, selectNodes, withDocument, type XmlElement } from '@samband/xml';
import { expect, test } from 'vitest';
import { example, officialDocuments, VALID_EXAMPLES } from '../../official-documents-for-tests.ts';
import { readTree } from './read-tree.ts';
import { TreeElement } from './tree-element.ts';

const CHILDREN = compileXPath('*');
const XML = new TextEncoder();

/** Names, namespaces, coded attributes and texts, in the order of the document. */
function facts(element: TreeElement): string[] {
  const coded = ['V', 'DN', 'S'].map((name) => element.attribute(name)?.value ?? '').join('|');
  const texts = element.texts().map(({ value }) => value);
  return [
    `{${element.namespace}}${element.name} ${coded} ${squeeze(texts.join(''))}`,
    ...element.elements.flatMap(facts),
  ];
}

/** The same by libxml2. */
function factsByLibxml2(element: XmlElement): string[] {
  const coded = ['V', 'DN', 'S'].map((name) => blankIsNothing(element.attr(name)?.value)).join('|');
  const texts = selectNodes(element, compileXPath('text()')).map(({ content }) => content);
  const children = selectNodes(element, CHILDREN) as XmlElement[];
  const own = `{${element.namespaceUri}}${element.name} ${coded} ${squeeze(texts.join(''))}`;
  return [own, ...children.flatMap(factsByLibxml2)];
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

function blankIsNothing(value = ''): string {
  return value.trim() === '' ? '' : value;
}

function compare(bytes: Uint8Array, label: string): void {
  expect(facts(readTree(bytes)), label).toEqual(withDocument(bytes, (document) => factsByLibxml2(document.root)));
}

test.each([
  ['comments, CDATA and instructions in a text', '<a>1<!-- <b> --> &lt;<![CDATA[<c>&amp;]]><?go <d> ?>2</a>'],
  ['a greater-than sign in an attribute', `<a V="1 > 0"><b DN='"/>'/></a>`],
  ['spaces where they may be', '<a\n V = "1"\t><b ></b ><c\n/></a >'],
  ['references', '<a V="&lt;&#10;&quot;"><b>&#230;&#x1F600;&apos;</b></a>'],
  ['prefixes bound anew', '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2"><p:c/></p:b><p:d/></p:a>'],
  ['a default namespace taken away', '<a xmlns="urn:1"><b xmlns=""><c/></b><d/></a>'],
  ['names beyond ASCII', '<Formål xmlns="urn:1"><Funksjonsområde>å</Funksjonsområde></Formål>'],
  ['line ends of another system', '<a>\r\n<b V="1\r\n2">1\r\n2\r3</b>\r\n</a>'],
])('sees what libxml2 sees: %s', (label, markup) => {
  compare(XML.encode(markup), label);
});

test.each(VALID_EXAMPLES)('sees what libxml2 sees in the example %s', (name) => {
  compare(example(name), name);
});

test('sees what libxml2 sees in the official documents', { timeout: 120_000 }, (context) => {
  for (const { verdict, file, bytes } of officialDocuments(context)) {
    if (verdict === 'VALID') compare(bytes, file);
  }
});

test('texts stay in their place between elements', () => {
  const tree = readTree(XML.encode('<p>one <b>two</b> three</p>'));

  expect(tree.nodes.map((node) => (node instanceof TreeElement ? node.name : node.value))).toEqual([
    'one ',
    'b',
    ' three',
  ]);
});
