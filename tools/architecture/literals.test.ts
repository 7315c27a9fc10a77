// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are source text under test
import { expect, test } from 'vitest';
import { stringLiterals } from './literals.ts';

test.each([
  ['const a = \'one\'; const b = "two";', ['one', 'two']],
  ["// it's a comment\nconst a = 'one';", ['one']],
  ["/* 'not' `this` */ 'one'", ['one']],
  ["'it\\'s one' + 'two'", ["it\\'s one", 'two']],
  ['`select ${exchange.name} from there`', ['select ', ' from there']],
  ['`a ${`b ${c({ d: "e" })} f`} g` + "h"', ['a ', 'b ', 'e', ' f', ' g', 'h']],
  ["const quote = /['\"`]/; const a = 'one';", ['one']],
  ["const half = total / 2; const a = 'one'; const third = total / 3;", ['one']],
  ["text.replace(/[/']+/g, 'one')", ['one']],
  ['`a ${b', ['a ']],
])('reads the literals of %s', (source, literals) => {
  expect(stringLiterals(source).map(({ text }) => text)).toEqual(expect.arrayContaining(literals));
  expect(stringLiterals(source)).toHaveLength(literals.length);
});

test('knows the line of each', () => {
  expect(stringLiterals("const a = 'one';\n\nconst b = 'two';").map(({ line }) => line)).toEqual([1, 3]);
});
