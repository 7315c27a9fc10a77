import { Buffer } from 'node:buffer';
import { diag, type XmlDocument } from 'libxml2-wasm';
import { afterEach, expect, test } from 'vitest';
import { compileSchema, parserMemoryBytes, withDocument, type XmlSchema, XmlSchemaUnusable } from './index.ts';

const opened: XmlSchema[] = [];
afterEach(() => {
  for (const schema of opened.splice(0)) schema.dispose();
});

function compile(...source: Parameters<typeof compileSchema>): XmlSchema {
  const schema = compileSchema(...source);
  opened.push(schema);
  return schema;
}

function xsd(namespace: string, body: string): string {
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${namespace}" xmlns="${namespace}"
    xmlns:id="urn:id" elementFormDefault="qualified">${body}</xs:schema>`;
}

const letterXsd = xsd(
  'urn:letter',
  `<xs:import namespace="urn:id" schemaLocation="parts/id.xsd"/>
   <xs:element name="Letter"><xs:complexType><xs:sequence>
     <xs:element name="To" maxOccurs="unbounded"><xs:complexType><xs:sequence>
       <xs:element ref="id:Number" minOccurs="0" maxOccurs="unbounded"/>
     </xs:sequence><xs:attribute name="V" type="xs:int"/></xs:complexType></xs:element>
     <xs:element name="Sent" type="xs:dateTime" minOccurs="0"/>
   </xs:sequence></xs:complexType></xs:element>`,
);
const idXsd = xsd('urn:id', '<xs:include schemaLocation="number.xsd"/><xs:element name="Number" type="Number"/>');
const numberXsd = xsd(
  'urn:id',
  '<xs:simpleType name="Number"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]+"/></xs:restriction></xs:simpleType>',
);
const files = { 'letter.xsd': letterXsd, 'parts/id.xsd': Buffer.from(idXsd), 'parts/number.xsd': numberXsd };

function findings(schema: XmlSchema, xml: string) {
  return withDocument(Buffer.from(xml), (document) => schema.validate(document));
}

test('a schema of several files finds each by the place of the one that names it', () => {
  const schema = compile({ root: 'letter.xsd', files });

  expect(schema.filesRead).toEqual(['letter.xsd', 'parts/id.xsd', 'parts/number.xsd']);
  expect(
    findings(schema, '<Letter xmlns="urn:letter"><To V="1"><Number xmlns="urn:id">A</Number></To></Letter>'),
  ).toEqual([]);
});

test('a finding says what, on which line, and where in names', () => {
  const schema = compile({ root: 'letter.xsd', files });
  const xml = `<Letter xmlns="urn:letter" xmlns:i="urn:id">
    <To V="1"/>
    <To V="one"><i:Number>a</i:Number></To>
    <From/>
  </Letter>`;

  expect(findings(schema, xml)).toEqual([
    {
      message: "Element 'To', attribute 'V': 'one' is not a valid value of the atomic type 'xs:int'.",
      raw: "Element '{urn:letter}To', attribute 'V': 'one' is not a valid value of the atomic type 'xs:int'.",
      line: 3,
      path: 'Letter/To[2]',
    },
    expect.objectContaining({
      line: 3,
      path: 'Letter/To[2]/Number',
      message: expect.stringContaining("pattern '[A-Z]+'"),
    }),
    {
      message: "Element 'From': This element is not expected. Expected is one of ( To, Sent ).",
      raw: expect.stringContaining('{urn:letter}To, {urn:letter}Sent'),
      line: 4,
      path: 'Letter/From',
    },
  ]);
});

test('a finding has its line up to 65,534, and beyond that none rather than a wrong one', () => {
  const schema = compile({ root: 'letter.xsd', files });
  const xml = `<Letter xmlns="urn:letter">${'\n'.repeat(65_533)}<To V="x"/>\n<To V="y"/></Letter>`;

  expect(findings(schema, xml).map(({ line }) => line)).toEqual([65_534, undefined]);
});

test('a number of eleven digits is not repeated in a finding', () => {
  const schema = compile({ root: 'letter.xsd', files });
  const [finding] = findings(
    schema,
    '<Letter xmlns="urn:letter"><To><Number xmlns="urn:id">12345678901</Number></To></Letter>',
  );

  expect(finding?.message).toContain("'***********'");
  expect(JSON.stringify(finding)).not.toContain('12345678901');
});

test('a hundred thousand faults become two hundred findings and a count', () => {
  const schema = compile({ root: 'letter.xsd', files });
  const found = findings(schema, `<Letter xmlns="urn:letter">${'<To V="x"/>'.repeat(100_000)}</Letter>`);

  expect(found).toHaveLength(201);
  expect(found.at(-2)).toMatchObject({ path: 'Letter/To[200]' });
  expect(found.at(-1)?.message).toBe('99800 more findings are not listed');
});

test('a value of a megabyte is cut short in its finding', () => {
  const schema = compile({ root: 'letter.xsd', files });
  const [finding] = findings(schema, `<Letter xmlns="urn:letter"><To V="${'x'.repeat(1_000_000)}"/></Letter>`);

  expect(finding?.raw.length).toBeLessThan(600);
});

test('a document of another kind is one finding, not a failure', () => {
  const schema = compile({ root: 'letter.xsd', files });

  expect(findings(schema, '<Other/>')).toEqual([expect.objectContaining({ path: 'Other', line: 1 })]);
});

test('white space around a date is refused as libxml2 does, although XSD 1.0 says it is taken away', () => {
  const schema = compile({ root: 'letter.xsd', files });
  const sent = (value: string) => findings(schema, `<Letter xmlns="urn:letter"><To/><Sent>${value}</Sent></Letter>`);

  expect(sent('2026-11-24T10:00:00')).toEqual([]);
  expect(sent('2026-11-24T10:00:00\n')).toHaveLength(1);
});

test('the same document can be validated twice, with identifiers in it', () => {
  const schema = compile({
    root: 'a.xsd',
    files: {
      'a.xsd': xsd(
        'urn:a',
        '<xs:element name="A"><xs:complexType><xs:attribute name="id" type="xs:ID"/></xs:complexType></xs:element>',
      ),
    },
  });

  withDocument(Buffer.from('<A xmlns="urn:a" id="x"/>'), (document) => {
    expect([schema.validate(document), schema.validate(document)]).toEqual([[], []]);
  });
});

test.each([
  ['an import whose file is not given', { 'letter.xsd': letterXsd }, /parts\/id\.xsd/],
  ['an include whose file is not given', { ...files, 'parts/number.xsd': undefined }, /parts\/number\.xsd/],
  [
    'an import that nothing refers to, without its file',
    { 'letter.xsd': xsd('urn:x', '<xs:import namespace="urn:y" schemaLocation="y.xsd"/>') },
    /y\.xsd/,
  ],
  [
    'an import from the file system',
    { 'letter.xsd': xsd('urn:x', '<xs:import namespace="urn:y" schemaLocation="file:///etc/passwd"/>') },
    /etc\/passwd/,
  ],
  ['a type that is not there', { 'letter.xsd': xsd('urn:x', '<xs:element name="A" type="Nothing"/>') }, /Nothing/],
  ['text that is no XML', { 'letter.xsd': 'element A' }, /does not compile/],
  ['a root that is not given', { 'other.xsd': letterXsd }, /no file letter\.xsd/],
])('%s stops the compilation and says so', (_what, broken, message) => {
  const given = Object.fromEntries(Object.entries(broken).filter(([, file]) => file !== undefined)) as Record<
    string,
    string
  >;

  expect(() => compile({ root: 'letter.xsd', files: given })).toThrow(XmlSchemaUnusable);
  expect(() => compile({ root: 'letter.xsd', files: given })).toThrow(message);
});

test('nothing can be read after a compilation, whether it worked or not', () => {
  compile({ root: 'letter.xsd', files });
  expect(() => compile({ root: 'broken.xsd', files: { ...files, 'broken.xsd': '<' } })).toThrow(XmlSchemaUnusable);

  const include = '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="mem:///schema/letter.xsd"/></a>';
  withDocument(Buffer.from(include), (document) => {
    // Asking libxml2 outright for the file that the schema was read from: it has no way to it any more.
    expect(() => (document as XmlDocument).processXInclude()).toThrow();
  });
});

test('twenty thousand documents leave nothing behind, neither objects nor memory of the parser', () => {
  const schema = compile({ root: 'letter.xsd', files });
  const good = Buffer.from(`<Letter xmlns="urn:letter">${'<To V="1"/>'.repeat(20)}</Letter>`);
  const bad = Buffer.from(`<Letter xmlns="urn:letter">${'<To V="x"/>'.repeat(20)}</Letter>`);
  const round = () => {
    withDocument(good, (document) => schema.validate(document));
    withDocument(bad, (document) => schema.validate(document));
  };
  for (let count = 0; count < 500; count++) round();
  const memoryBefore = parserMemoryBytes();
  diag.configure({ enabled: true });

  for (let count = 0; count < 9_500; count++) round();

  expect(diag.report()).toEqual({});
  diag.configure({ enabled: false });
  expect(parserMemoryBytes()).toBe(memoryBefore);
});
