import { Buffer } from 'node:buffer';
import { XmlXPathError } from 'libxml2-wasm';
import { expect, test } from 'vitest';
import {
  compileXPath,
  evaluateBoolean,
  evaluateNumber,
  findElement,
  findString,
  selectElements,
  selectNodes,
  withDocument,
} from './index.ts';

const namespaces = { a: 'urn:a' };
const xml = Buffer.from('<List xmlns="urn:a" size="2"><Item> 7 </Item><Item>eight</Item></List>');
const path = (expression: string) => compileXPath(expression, namespaces);

test('the same expression with the same namespaces is compiled once', () => {
  expect(path('/a:List')).toBe(path('/a:List'));
  expect(path('/a:List')).not.toBe(compileXPath('/a:List', { a: 'urn:b' }));
});

test('nodes, elements, strings, numbers and truths are read', () => {
  withDocument(xml, (document) => {
    expect(selectNodes(document, path('/a:List/@size | //a:Item'))).toHaveLength(3);
    expect(selectElements(document, path('/a:List/@size | //a:Item')).map(({ name }) => name)).toEqual([
      'Item',
      'Item',
    ]);
    expect(findElement(document, path('//a:Item[2]'))?.content).toBe('eight');
    expect(findElement(document, path('//@size'))).toBeUndefined();
    expect(findString(document, path('/a:List/@size'))).toBe('2');
    expect(findString(document, path('normalize-space(//a:Item)'))).toBe('7');
    expect(evaluateNumber(document, path('count(//a:Item)'))).toBe(2);
    expect(evaluateNumber(document, path('//a:Item'))).toBe(7);
    expect(evaluateBoolean(document, path('//a:Item'))).toBe(true);
    expect(evaluateBoolean(document, path('count(//a:Item) > 2'))).toBe(false);
  });
});

test('what is not there is undefined, not a number, and false', () => {
  withDocument(xml, (document) => {
    expect(findElement(document, path('//a:None'))).toBeUndefined();
    expect(findString(document, path('//a:None'))).toBeUndefined();
    expect(evaluateNumber(document, path('//a:None'))).toBeNaN();
    expect(evaluateNumber(document, path('//a:Item[2]'))).toBeNaN();
    expect(evaluateBoolean(document, path('//a:None'))).toBe(false);
  });
});

test('an expression is asked from a node as well as from the document', () => {
  withDocument(xml, (document) => {
    const second = findElement(document, path('//a:Item[2]'));
    expect(second && findString(second, path('preceding-sibling::a:Item'))).toBe(' 7 ');
  });
});

test('an expression that is none, or a prefix that is not given, is a mistake of the code', () => {
  expect(() => compileXPath('/a[')).toThrow(XmlXPathError);
  withDocument(xml, (document) => {
    expect(() => selectNodes(document, compileXPath('/b:List'))).toThrow(XmlXPathError);
  });
});
