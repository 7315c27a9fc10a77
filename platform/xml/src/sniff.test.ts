import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { sniff, XmlNotWellFormed, XmlRefused } from './index.ts';

const head = `<?xml version="1.0" encoding="UTF-8"?>
<h:Head xmlns:h="urn:head" xmlns:x="urn:unused">
  <h:Info>
    <h:Type V="LETTER" DN="A letter"/>
    <h:Id> <![CDATA[a&b]]> </h:Id>
    <h:Id>second</h:Id>
    <h:Sender><o:Org xmlns:o="urn:org"><o:Name>Østby &amp; sønner<!-- and --> AS</o:Name></o:Org></h:Sender>
  </h:Info>
  <h:Body>`;
const whole = Buffer.from(`${head}<b:Letter xmlns:b="urn:body">text</b:Letter></h:Body></h:Head>`);
const fields = { type: 'Head/Info/Type/@V', id: 'Head/Info/Id', name: 'Head/Info/Sender/Org/Name' };

test('says what a document is, and reads no further than the first tag for it', () => {
  expect(sniff(Buffer.from('<?xml version="1.0"?><a xmlns="urn:a"><not closed'))).toEqual({
    encoding: 'UTF-8',
    root: 'a',
    namespace: 'urn:a',
    namespaces: ['urn:a'],
    fields: {},
    stoppedAt: 'found',
  });
});

test('finds the first of each field, text whole and without the white space around it', () => {
  expect(sniff(whole, { fields })).toMatchObject({
    root: 'Head',
    namespace: 'urn:head',
    fields: { type: 'LETTER', id: 'a&b', name: 'Østby & sønner AS' },
    stoppedAt: 'found',
  });
});

test('stops when everything is found, whatever follows', () => {
  expect(sniff(Buffer.from(`${head}<<<`), { fields }).stoppedAt).toBe('found');
});

test('reads no further than the end path for a field that is not there', () => {
  const seen = sniff(Buffer.from(`${head}<<<`), {
    fields: { ...fields, none: 'Head/Body/None' },
    endPath: 'Head/Info',
  });

  expect(seen).toMatchObject({ fields: { id: 'a&b' }, stoppedAt: 'end-path' });
  expect(seen.fields).not.toHaveProperty('none');
});

test('a field that is asked for twice is given under both names', () => {
  expect(sniff(whole, { fields: { one: 'Head/Info/Id', two: 'Head/Info/Id' } }).fields).toEqual({
    one: 'a&b',
    two: 'a&b',
  });
});

test('collects the namespaces that elements are in, down to the depth asked for', () => {
  expect(sniff(whole, { namespaceDepth: 3 })).toMatchObject({
    namespaces: ['urn:head', 'urn:body'],
    stoppedAt: 'end-of-document',
  });
  expect(sniff(whole, { namespaceDepth: 4 }).namespaces).toEqual(['urn:head', 'urn:org', 'urn:body']);
});

test('a character across the border of two chunks is read whole', () => {
  for (let padding = 4070; padding < 4100; padding++) {
    const xml = Buffer.from(`<a><!--${'x'.repeat(padding)}--><b>æ€😀</b></a>`);
    expect(sniff(xml, { fields: { b: 'a/b' } }).fields).toEqual({ b: 'æ€😀' });
  }
});

test('stops with what it has when it has read enough', () => {
  const long = Buffer.from(`<a><b>1</b>${'<c/>'.repeat(100_000)}<d>2</d></a>`);

  expect(sniff(long, { fields: { b: 'a/b', d: 'a/d' } })).toMatchObject({
    fields: { b: '1' },
    stoppedAt: 'read-limit',
  });
  expect(sniff(long, { fields: { d: 'a/d' }, readMaxBytes: 1_000_000 })).toMatchObject({ fields: { d: '2' } });
});

test.each([
  ['a DOCTYPE', '<!DOCTYPE a><a/>', 'doctype'],
  ['65 levels', '<a>'.repeat(65), 'depth'],
  ['an encoding that is not read', '<?xml version="1.0" encoding="UTF-7"?><a/>', 'encoding'],
])('%s is refused', (_what, xml, reason) => {
  expect(() => sniff(Buffer.from(xml), { fields: { x: 'x' } })).toThrow(expect.objectContaining({ reason }));
});

test('a document above the size limit is refused before it is looked at', () => {
  expect(() => sniff(Buffer.from('<a/>'), { sizeMaxBytes: 3 })).toThrow(XmlRefused);
});

test.each([
  ['nothing', ''],
  ['prose', 'Dear doctor'],
  ['a document without its end', '<a>\n<b>'],
  ['tags crossed', '<a>\n<b></a></b>'],
  ['a prefix without a namespace', '<a>\n<p:b/></a>'],
  ['two attributes of one name', '<a>\n<b c="" c=""/></a>'],
  ['a comment only', '<!-- -->'],
])('%s is not well-formed', (_what, xml) => {
  expect(() => sniff(Buffer.from(xml), { fields: { x: 'x' } })).toThrow(XmlNotWellFormed);
});

test('a fault has its line', () => {
  expect(() => sniff(Buffer.from('<a>\n\n<b></a>'), { fields: { x: 'x' } })).toThrow(
    expect.objectContaining({ line: 3 }),
  );
});
