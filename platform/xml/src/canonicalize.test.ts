import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { XmlC14NMode } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import {
  type CanonicalizeOptions,
  canonicalize,
  compileXPath,
  findElement,
  selectElements,
  withDocument,
  XmlRefused,
} from './index.ts';

function whole(xml: string, options?: CanonicalizeOptions): string {
  return withDocument(Buffer.from(xml), (document) => Buffer.from(canonicalize(document, options)).toString());
}

function part(xml: string, expression: string, options?: CanonicalizeOptions): string {
  return withDocument(Buffer.from(xml), (document) => {
    const element = findElement(document, compileXPath(expression));
    if (!element) throw new Error(`nothing at ${expression}`);
    return Buffer.from(canonicalize(element, options)).toString();
  });
}

describe('the rules of Canonical XML 1.0', () => {
  test.each([
    ['the declaration goes, line ends become one', '<?xml version="1.0"?>\r\n<a>\r\n</a>\r\n', '<a>\n</a>'],
    ['empty elements get an end tag', '<a><b/></a>', '<a><b></b></a>'],
    [
      'attributes are sorted by namespace, then name',
      '<a xmlns:y="urn:1" xmlns:x="urn:2" x:c="" y:d="" b="" a=""/>',
      '<a xmlns:x="urn:2" xmlns:y="urn:1" a="" b="" y:d="" x:c=""></a>',
    ],
    [
      'declarations are sorted by prefix as bytes',
      '<a xmlns:b="urn:b" xmlns:A="urn:A" xmlns="urn:0"/>',
      '<a xmlns="urn:0" xmlns:A="urn:A" xmlns:b="urn:b"></a>',
    ],
    [
      'a declaration that says nothing new goes',
      '<a xmlns="urn:a"><b xmlns="urn:a"/></a>',
      '<a xmlns="urn:a"><b></b></a>',
    ],
    ['sections become text', '<a><![CDATA[<&>"]]></a>', '<a>&lt;&amp;&gt;"</a>'],
    [
      'references become characters, where they can',
      '<a b="&#x9;&#xA;&#xD;&quot;">&#xD;&#x20AC;"</a>',
      '<a b="&#x9;&#xA;&#xD;&quot;">&#xD;€"</a>',
    ],
    ['comments go, instructions stay', '<?p  x ?><a><!-- c --><?q?></a><?r?>', '<?p x ?>\n<a><?q?></a>\n<?r?>'],
    ['white space in attributes is one space each', '<a b=" x\ty\nz "/>', '<a b=" x y z "></a>'],
  ])('%s', (_rule, xml, expected) => {
    expect(whole(xml)).toBe(expected);
  });

  test('comments stay when asked for', () => {
    expect(whole('<!-- 1 --><a><!-- 2 --></a>', { withComments: true })).toBe('<!-- 1 -->\n<a><!-- 2 --></a>');
  });

  test('an element takes with it the namespaces and the xml: attributes that it stands in, the nearest of each', () => {
    const xml =
      '<a xmlns="urn:0" xmlns:p="urn:p" xml:lang="nb" xml:space="preserve"><b xmlns:p="urn:q" xml:lang="nn"><c p:d=""/></b></a>';

    expect(part(xml, '//*[local-name() = "c"]')).toBe(
      '<c xmlns="urn:0" xmlns:p="urn:q" xml:lang="nn" xml:space="preserve" p:d=""></c>',
    );
  });

  test('a document whose namespace is a relative URI has no canonical form', () => {
    expect(() => whole('<a xmlns="relative"/>')).toThrow(XmlRefused);
    expect(() => part('<a xmlns="relative"><b/></a>', '/*/*')).toThrow(XmlRefused);
  });

  test('a namespace with an ampersand is refused: libxml2 would write it bare', () => {
    expect(() => whole('<a xmlns="urn:a?x=1&amp;y=2"/>')).toThrow(
      expect.objectContaining({ reason: 'canonical-form' }),
    );
    expect(whole('<a b="&amp;">&amp;&#13;</a>')).toBe('<a b="&amp;">&amp;&#xD;</a>');
  });

  test('a prefix that JavaScript cannot keep is refused, not left out', () => {
    const xml = '<a xmlns:__proto__="urn:a"><__proto__:b/></a>';

    expect(whole(xml)).toBe('<a xmlns:__proto__="urn:a"><__proto__:b></__proto__:b></a>');
    expect(() => part(xml, '/*')).toThrow(expect.objectContaining({ reason: 'canonical-form' }));
  });
});

describe('the rules of Exclusive XML Canonicalization 1.0', () => {
  const xml = '<a xmlns="urn:0" xmlns:p="urn:p" xmlns:q="urn:q" xml:lang="nb"><p:b><c q:d=""/></p:b></a>';

  test('an element takes with it only the namespaces that it uses, where it uses them', () => {
    expect(part(xml, '/*/*', { algorithm: 'exclusive' })).toBe(
      '<p:b xmlns:p="urn:p"><c xmlns="urn:0" xmlns:q="urn:q" q:d=""></c></p:b>',
    );
  });

  test('and those of the prefix list', () => {
    expect(part(xml, '/*/*', { algorithm: 'exclusive', inclusivePrefixes: ['q', '#default'] })).toBe(
      '<p:b xmlns="urn:0" xmlns:p="urn:p" xmlns:q="urn:q"><c q:d=""></c></p:b>',
    );
  });
});

const samples = [
  '<a><b/></a>',
  '<a xmlns="urn:0"><b xmlns=""><c/></b><d/></a>',
  '<a xmlns="urn:0" xmlns:p="urn:p"><p:b xmlns:p="urn:q"><p:c xmlns:r="urn:r"/><!-- æ --></p:b><?x y?></a>',
  '<a xml:lang="nb" xml:base="http://example.org/"><b xml:lang=""><c xml:space="preserve"> &#13; </c></b></a>',
  '<p:a xmlns:p="urn:p?x=1;y=2"><b p:c="&#9;&#10;&#13;&lt;&quot;"><![CDATA[<]]>Ærlig 😀</b></p:a>',
  '<e:Envelope xmlns:e="urn:e"><e:Header xmlns:eb="urn:eb"><eb:X e:mustUnderstand="1" eb:v="2"/></e:Header></e:Envelope>',
];
const variants: CanonicalizeOptions[] = (['inclusive', 'exclusive'] as const).flatMap((algorithm) =>
  [false, true].map((withComments) => ({ algorithm, withComments })),
);

test.each(variants)(
  'the quick way gives the bytes of the slow way, for every element ($algorithm, comments $withComments)',
  (options) => {
    const mode = options.algorithm === 'exclusive' ? XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 : XmlC14NMode.XML_C14N_1_0;
    for (const sample of samples) {
      withDocument(Buffer.from(sample), (document) => {
        for (const element of selectElements(document, compileXPath('//*'))) {
          const slow = element.canonicalizeToString({ mode, withComments: options.withComments === true });
          expect(Buffer.from(canonicalize(element, options)).toString()).toBe(slow);
        }
      });
    }
  },
);

/** The system's own build of libxml2: present where libxml2-utils is installed. */
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

test.for([
  ['--c14n', 'inclusive'],
  ['--exc-c14n', 'exclusive'],
] as const)('xmllint %s gives the same bytes', ([flag, algorithm], { skip }) => {
  skip(!hasXmllint, 'xmllint is not installed');
  for (const sample of samples) {
    const { stdout } = spawnSync('xmllint', [flag, '-'], { input: sample });
    expect(whole(sample, { algorithm, withComments: true })).toBe(stdout.toString());
  }
});

test('a long text with letters of two and more bytes stays whole', () => {
  const letters = 'æ€😀'.repeat(20_000);

  expect(part(`<a><b>${letters}</b></a>`, '/a/b')).toBe(`<b>${letters}</b>`);
});
