import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { compileXPath, createElementPaths, elementPath, selectNodes, withDocument } from './index.ts';

const xml = Buffer.from(`<h:Head xmlns:h="urn:h" xmlns:o="urn:o">
  <h:Info Type="x"><h:Sender/><h:Id>1</h:Id><h:Id>2</h:Id><o:Id o:S="y">3</o:Id></h:Info>
</h:Head>`);

function paths(expression: string): string[] {
  return withDocument(xml, (document) => selectNodes(document, compileXPath(expression)).map(elementPath));
}

test('a path names the elements without prefix, with a position only where siblings share the name', () => {
  expect(paths('//*')).toEqual([
    'Head',
    'Head/Info',
    'Head/Info/Sender',
    'Head/Info/Id[1]',
    'Head/Info/Id[2]',
    'Head/Info/Id[3]',
  ]);
});

test('an attribute has its own step, a text that of its element', () => {
  expect(paths('//@*')).toEqual(['Head/Info/@Type', 'Head/Info/Id[3]/@S']);
  expect(paths('//*[. = "2"]/text()')).toEqual(['Head/Info/Id[2]']);
});

test('one set of paths serves many nodes and gives the same', () => {
  withDocument(xml, (document) => {
    const nodes = selectNodes(document, compileXPath('//*'));
    expect(nodes.map(createElementPaths())).toEqual(nodes.map(elementPath));
  });
});
