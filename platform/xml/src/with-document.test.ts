import { Buffer } from 'node:buffer';
import { diag } from 'libxml2-wasm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compileXPath, findString, withDocument, XmlNotWellFormed, XmlRefused } from './index.ts';
import { readFault } from './parse-document.ts';

const letter = Buffer.from('<Letter><To>Ærlig Østby</To></Letter>');
const to = compileXPath('/Letter/To');

describe('what is freed', () => {
  beforeEach(() => diag.configure({ enabled: true }));
  afterEach(() => diag.configure({ enabled: false }));

  test('a document is freed when its use ends, and when its use fails', () => {
    withDocument(letter, (document) => document.root.name);
    expect(() =>
      withDocument(letter, () => {
        throw new Error('the use failed');
      }),
    ).toThrow('the use failed');
    expect(() => withDocument(Buffer.from('<a><b></a></b>'), () => undefined)).toThrow(XmlNotWellFormed);

    expect(diag.report()).toEqual({});
  });

  test('a document, a node, a list of nodes and a promise cannot leave, and are freed all the same', () => {
    expect(() => withDocument(letter, (document) => document)).toThrow(TypeError);
    expect(() => withDocument(letter, (document) => document.root)).toThrow(TypeError);
    expect(() => withDocument(letter, (document) => document.find(to))).toThrow(TypeError);
    expect(() => withDocument(letter, async (document) => document.root.name)).toThrow(/synchronous/);

    expect(diag.report()).toEqual({});
  });
});

test('gives what the use gave, also from documents inside each other', () => {
  const names = withDocument(letter, (outer) =>
    withDocument(Buffer.from('<Reply/>'), (inner) => [outer.root.name, inner.root.name]),
  );

  expect(names).toEqual(['Letter', 'Reply']);
});

test('takes a view into a larger buffer as what it shows', () => {
  const around = Buffer.concat([Buffer.from('<x>'), letter, Buffer.from('</x>')]);
  const view = new Uint8Array(around.buffer, around.byteOffset + 3, letter.length);

  expect(withDocument(view, (document) => document.root.name)).toBe('Letter');
});

test('takes no strings: their encoding is lost', () => {
  expect(() => withDocument('<a/>' as unknown as Uint8Array, () => undefined)).toThrow(TypeError);
});

test('a text above ten million bytes passes, as text and as CDATA, in one and in two bytes a letter', () => {
  const long = 'x'.repeat(10_500_000);
  const lengthOf = (xml: Buffer) => withDocument(xml, (document) => document.root.content.length);

  expect(lengthOf(Buffer.from(`<a>${long}</a>`))).toBe(long.length);
  expect(lengthOf(Buffer.from(`<a><![CDATA[${long}]]></a>`))).toBe(long.length);
  const latin = `<?xml version="1.0" encoding="ISO-8859-1"?><a>${'æ'.repeat(6_000_000)}</a>`;
  expect(lengthOf(Buffer.from(latin, 'latin1'))).toBe(6_000_000);
});

test('a document at the edge of a limit passes and one beyond it is refused, saying which limit and where', () => {
  const attempt = (xml: string, limits: Parameters<typeof withDocument>[2]) => () =>
    withDocument(Buffer.from(xml), (document) => document.root.name, limits);

  expect(attempt('<a><b/></a>', { depthMax: 2 })()).toBe('a');
  expect(attempt('<a>\n<b><c/></b></a>', { depthMax: 2 })).toThrow(
    expect.objectContaining({ reason: 'depth', facts: { reason: 'depth', max: 2, line: 2, column: 4 } }),
  );
  expect(attempt('<a b="" c=""/>', { attributesPerElementMax: 2 })()).toBe('a');
  expect(attempt('<a b="" c="" d=""/>', { attributesPerElementMax: 2 })).toThrow(XmlRefused);
  expect(attempt('<a/>', { sizeMaxBytes: 4 })()).toBe('a');
  expect(attempt('<a />', { sizeMaxBytes: 4 })).toThrow(expect.objectContaining({ reason: 'size' }));
  expect(attempt('<a><!-- --><?b?><![CDATA[]]></a>', { nodeCountMax: 4 })()).toBe('a');
  expect(attempt('<a><!-- --><?b?><![CDATA[]]></a>', { nodeCountMax: 3 })).toThrow(
    expect.objectContaining({ reason: 'nodes' }),
  );
});

test('namespaces beside each other are not counted together, only those inside each other', () => {
  const beside = `<r>${'<a xmlns:p="urn:p"/>'.repeat(50)}</r>`;

  expect(withDocument(Buffer.from(beside), (document) => document.root.name, { namespacesInScopeMax: 1 })).toBe('r');
});

test('a fault carries the line, and no more of the document than names', () => {
  const attempt = () => withDocument(Buffer.from('<a>\n<b>secret</c>\n</a>'), () => undefined);

  expect(attempt).toThrow(expect.objectContaining({ kind: 'invalid', code: 'xml-not-well-formed', line: 2 }));
  expect(attempt).not.toThrow(/secret/);
});

test('a missing end tag is reported where the next one does not fit', () => {
  const attempt = () => withDocument(Buffer.from('<Letter>\n<From>\n<To/>\n</Letter>'), () => undefined);

  expect(attempt).toThrow(expect.objectContaining({ line: 4, message: expect.stringContaining('From line 2') }));
});

test('references to characters and to the five known entities are read', () => {
  const xml = '<a b="&quot;&#9;&apos;">&lt;&amp;&gt; &#x1F600;&#230;&#0000000065;</a>';

  withDocument(Buffer.from(xml), (document) => {
    expect(document.root.content).toBe('<&> 😀æA');
    expect(document.root.attr('b')?.value).toBe('"\t\'');
  });
});

test.each([
  ['a reference to nothing', '<a>&nbsp;</a>'],
  ['a reference to U+0000', '<a>&#0;</a>'],
  ['a reference to half a character', '<a>&#xD800;</a>'],
  ['a reference without an end', '<a>&amp</a>'],
  ['a bare ampersand in an attribute', '<a b="R&D"/>'],
  ['the end of a section in text', '<a>]]></a>'],
  ['a control character', '<a>\u0007</a>'],
  ['a control character late in a line', `<a>${'x'.repeat(1001)}\u001f</a>`],
  ['U+FFFE', '<a>\ufffe</a>'],
  ['an attribute without quotes', '<a b=c/>'],
  ['an attribute without a value', '<a b/>'],
  ['an end tag too many', '<a/></a>'],
  ['a name that starts with a digit', '<1/>'],
  ['text after the root', '<a/>text'],
])('%s is not well-formed', (_what, xml) => {
  expect(() => withDocument(Buffer.from(xml), () => undefined)).toThrow(XmlNotWellFormed);
});

test('comments, instructions and sections may hold what text may not', () => {
  const xml = '<?xml version="1.0"?><!-- <a> & ]]> --><a><?b <c> & ]]> ?><![CDATA[<d> & "]]></a><!-- > -->';

  expect(withDocument(Buffer.from(xml), (document) => document.root.content)).toBe('<d> & "');
});

test('quotes, ends of tags and slashes inside attributes do not mislead', () => {
  const xml = `<a b='"' c="'>/" d = ">"><e f='/'/></a >`;

  withDocument(Buffer.from(xml), (document) => {
    expect(document.root.attrs.map(({ value }) => value)).toEqual(['"', "'>/", '>']);
    expect(findString(document, compileXPath('/a/e/@f'))).toBe('/');
  });
});

test('a trap in the parser is a refusal, and any other failure stays what it is', () => {
  // What a parser that runs into its end does; the types of WebAssembly belong to the Web, which is not loaded here.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: { RuntimeError: new (message: string) => Error } };
  const trap = new WebAssembly.RuntimeError('unreachable');
  const failure = new Error('something else');

  expect(readFault(trap)).toMatchObject({ code: 'xml-refused', reason: 'parser-fault' });
  expect(readFault(new RangeError('Maximum call stack size exceeded'))).toBeInstanceOf(XmlRefused);
  expect(readFault(failure)).toBe(failure);
});
