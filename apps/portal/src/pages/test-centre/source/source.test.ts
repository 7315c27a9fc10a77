import { describe, expect, test } from 'vitest';
import { colourLine, type Place, type Token } from './colour-xml.ts';
import { splitLines } from './split-lines.ts';

describe('lines', () => {
  test.each([
    ['one', ['one']],
    ['one\ntwo\n', ['one', 'two']],
    ['one\r\ntwo\rthree', ['one', 'two', 'three']],
    ['\n\n', ['', '']],
    ['', ['']],
  ])('%j are %j', (text, lines) => {
    expect(splitLines(text)).toEqual(lines);
  });
});

describe('colours', () => {
  function colour(text: string): Token[] {
    let place: Place = 'text';
    return text.split('\n').flatMap((line) => {
      const { tokens, end } = colourLine(line, place);
      place = end;
      return tokens;
    });
  }
  const textOf = (tokens: Token[], kind: Token['kind']) =>
    tokens.filter((token) => token.kind === kind).map((token) => token.text.trim());

  test('names, attributes, values and text are told apart', () => {
    const tokens = colour('  <Sex V="2" DN=\'Kvinne\'/><Name>Randi > 5</Name>');

    expect(textOf(tokens, 'name')).toEqual(['<Sex', '/>', '<Name', '>', '</Name', '>']);
    expect(textOf(tokens, 'attribute')).toEqual(['V', 'DN']);
    expect(textOf(tokens, 'value')).toEqual(['"2"', "'Kvinne'"]);
    expect(textOf(tokens, 'text')).toEqual(['', 'Randi > 5']);
  });

  test('a tag and a comment go on over lines', () => {
    const tokens = colour('<!-- <a\n b="1"> --><c\n d="2">x');

    expect(textOf(tokens, 'name')).toEqual(['<c', '>']);
    expect(textOf(tokens, 'attribute')).toEqual(['d']);
    expect(textOf(tokens, 'text')).toEqual(['x']);
  });

  test.each([
    '<a b="1" c=\'2\'>æøå &amp; <![CDATA[<x>]]></a>',
    '<<>><=>="\'',
    'text only',
    '<a "b',
    '<!---->-->',
    '<?xml version="1.0"?><!DOCTYPE a>',
    'x'.repeat(100_000),
  ])('nothing of a line is lost or doubled, whatever stands in it: %#', (line) => {
    for (const place of ['text', 'tag', 'comment'] as const) {
      const { tokens } = colourLine(line, place);
      expect(tokens.map(({ text }) => text).join('')).toBe(line);
      expect(tokens.every(({ text }) => text !== '')).toBe(true);
    }
  });
});
