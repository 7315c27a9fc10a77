import { Buffer } from 'node:buffer';
import { compileSchema, withDocument } from '@samband/xml';
import { expect, test } from 'vitest';
import type { MessageModel } from '../model/message-model.ts';
import { readModel } from '../model/read-model.ts';
import { writeSchema } from './write-schema.ts';

const HEAD =
  'model: small\nnamespace: urn:small\nmessage: Small\nelements are: qualified\nattributes are: unqualified\n';
const BASE = readModel(
  `model: base
namespace: urn:base
message: Base
elements are: qualified
attributes are: unqualified
attributes:
  mark: {restricts: string, enum: [x]}
types:
  Code:
    attributes:
      - V: 1..1 token
elements:
  Shared: string
`,
  'base.yaml',
);

/** Findings for a document of `urn:small` (default namespace), which may use `urn:base` under `b:`. */
function check(text: string, markup: string): string[] {
  const model = readModel(HEAD + text, 'small.yaml');
  const namespaces: Record<string, string> = { small: 'urn:small', base: 'urn:base' };
  const write = (described: MessageModel) => writeSchema(described, (name) => namespaces[name] ?? '');
  const schema = compileSchema({ root: 'small.xsd', files: { 'small.xsd': write(model), 'base.xsd': write(BASE) } });
  const declared = markup.replace(
    /^<(\w+)/,
    '<$1 xmlns="urn:small" xmlns:b="urn:base" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  );
  try {
    return withDocument(Buffer.from(declared), (document) => schema.validate(document).map(({ message }) => message));
  } finally {
    schema.dispose();
  }
}

/** What a construct admits and what it does not, by documents on both sides. */
const CONSTRUCTS: [construct: string, model: string, right: string[], wrong: string[]][] = [
  [
    'sequence and cardinality',
    'elements:\n  A:\n    - B: 1..1 string\n    - C: 0..2 int',
    ['<A><B/></A>', '<A><B/><C>1</C><C>2</C></A>'],
    ['<A/>', '<A><C>1</C><B/></A>', '<A><B/><C>1</C><C>2</C><C>3</C></A>', '<A><B/><C>x</C></A>'],
  ],
  [
    'choice',
    'elements:\n  A:\n    - (choice) 1..1:\n      - B: 1..1 string\n      - C: 1..1 string',
    ['<A><B/></A>', '<A><C/></A>'],
    ['<A/>', '<A><B/><C/></A>'],
  ],
  [
    'all',
    'elements:\n  A:\n    - (all) 1..1:\n      - B: 1..1 string\n      - C: 0..1 string',
    ['<A><C/><B/></A>', '<A><B/></A>'],
    ['<A><C/></A>'],
  ],
  [
    'named groups of content and of attributes',
    'attribute groups:\n  g:\n    - x: 1..1 int\ngroups:\n  G:\n    - B: 1..1 string\nelements:\n  A:\n    content:\n      - (group): 1..1 G\n    attributes:\n      - (group): g',
    ['<A x="1"><B/></A>'],
    ['<A x="1"/>', '<A><B/></A>'],
  ],
  [
    'a wildcard that is strict, for other namespaces',
    'uses: {b: base}\nelements:\n  A:\n    - (any): 0..* other strict',
    ['<A><b:Shared/></A>'],
    ['<A><A/></A>', '<A><b:Unknown/></A>'],
  ],
  [
    'a wildcard that skips, of an ambiguous schema',
    'ambiguous: true\nelements:\n  A:\n    - B: 0..1 string\n    - (any): 0..* any skip',
    ['<A><B/><b:Unknown/></A>'],
    ['<A><B/><B/></A>'],
  ],
  [
    'an attribute wildcard',
    'uses: {b: base}\nelements:\n  A:\n    attributes:\n      - (any): other strict\n      - x: 0..1 int',
    ['<A x="1" b:mark="x"/>'],
    ['<A b:mark="y"/>', '<A y="1"/>'],
  ],
  [
    'types and elements of another model',
    'uses: {b: base}\nelements:\n  A:\n    - C: 1..1 b:Code\n    - b:Shared: 1..1 ref',
    ['<A><C V="1"/><b:Shared/></A>'],
    ['<A><C/><b:Shared/></A>', '<A><C V="1"/><Shared/></A>'],
  ],
  [
    'an attribute of another model, with a fixed value',
    'uses: {b: base}\nelements:\n  A:\n    attributes:\n      - b:mark: 1..1 ref\n      - y: 0..1 int fixed "3"\n      - z: 0..0 int',
    ['<A b:mark="x" y="3"/>'],
    ['<A/>', '<A b:mark="x" y="4"/>', '<A b:mark="x" z="1"/>'],
  ],
  [
    'extension, base content first',
    'types:\n  T:\n    - B: 1..1 string\n  U:\n    extends: T\n    content:\n      - C: 1..1 string\n    attributes:\n      - x: 1..1 int\nelements:\n  A: U',
    ['<A x="1"><B/><C/></A>'],
    ['<A x="1"><C/><B/></A>', '<A><B/><C/></A>'],
  ],
  [
    'restriction of complex content',
    'types:\n  T:\n    - B: 0..1 string\n  U:\n    narrows: T\n    content:\n      - B: 1..1 string\nelements:\n  A: U',
    ['<A><B/></A>'],
    ['<A/>'],
  ],
  [
    'text with attributes',
    'elements:\n  A:\n    text: decimal\n    attributes:\n      - unit: 1..1 token',
    ['<A unit="mg">1.5</A>'],
    ['<A unit="mg">x</A>', '<A>1.5</A>'],
  ],
  [
    'mixed content',
    'elements:\n  A:\n    mixed: true\n    content:\n      - B: 0..1 string',
    ['<A>x<B/>y</A>'],
    ['<A><C/></A>'],
  ],
  [
    'facets',
    'types:\n  T: {restricts: string, minLength: 2, maxLength: 3, pattern: ["[a-z]+", "[0-9]+"]}\nelements:\n  A: T',
    ['<A>ab</A>', '<A>123</A>'],
    ['<A>a</A>', '<A>abcd</A>', '<A>a1</A>'],
  ],
  [
    'list and union, with members of their own',
    'types:\n  L: {list of: int}\n  U: {union of: [int, {restricts: string, enum: [none]}]}\nelements:\n  A:\n    - B: 1..1 L\n    - C: 1..1 U',
    ['<A><B>1 2 3</B><C>none</C></A>', '<A><B/><C>7</C></A>'],
    ['<A><B>1 x</B><C>7</C></A>', '<A><B>1</B><C>some</C></A>'],
  ],
  [
    'nillable, and forms that differ from the head',
    'elements:\n  A:\n    - B: 1..1 int nillable\n    - C: 1..1 string unqualified',
    ['<A><B xsi:nil="true"/><C xmlns=""/></A>'],
    ['<A><B/><C xmlns=""/></A>', '<A><B>1</B><C/></A>'],
  ],
  [
    'substitution of an abstract element',
    'types:\n  T: {restricts: string}\nelements:\n  Head: T abstract\n  One: inherited substitutes Head\n  A:\n    - Head: 1..* ref',
    ['<A><One>x</One></A>'],
    ['<A><Head>x</Head></A>', '<A/>'],
  ],
  [
    'keys and references to them',
    'elements:\n  A:\n    content:\n      - B: 0..* ref\n      - C: 0..* ref\n    keys:\n      - {key: K, selector: own:B, fields: ["@id"]}\n      - {keyref: R, refer: K, selector: own:C, fields: ["@to"]}\n  B:\n    attributes:\n      - id: 0..1 string\n  C:\n    attributes:\n      - to: 0..1 string',
    ['<A><B id="1"/><B id="2"/><C to="2"/></A>'],
    ['<A><B id="1"/><B id="1"/></A>', '<A><B/></A>', '<A><B id="1"/><C to="2"/></A>'],
  ],
  [
    'identifiers, unique in the document',
    'elements:\n  A:\n    - B: 0..* ref\n  B:\n    attributes:\n      - id: 0..1 ID\n      - to: 0..1 IDREF',
    ['<A><B id="a"/><B id="b" to="a"/></A>'],
    ['<A><B id="a"/><B id="a"/></A>', '<A><B id="1"/></A>'],
  ],
  [
    'a builtin where the model has a type of that name',
    'types:\n  string: {restricts: xs:string, enum: [own]}\nelements:\n  A:\n    - B: 1..1 string\n    - C: 1..1 xs:string',
    ['<A><B>own</B><C>any</C></A>'],
    ['<A><B>any</B><C>any</C></A>'],
  ],
];

test.each(CONSTRUCTS)('%s: admits what it says and nothing else', (_, model, right, wrong) => {
  for (const markup of right) expect(check(model, markup), markup).toEqual([]);
  for (const markup of wrong) expect(check(model, markup), markup).not.toEqual([]);
});
