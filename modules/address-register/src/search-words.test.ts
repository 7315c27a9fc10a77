import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefixQuery, wordsOf } from './search-words.ts';

test.each([
  ['St. Olavs Hospital HF', ['st', 'olavs', 'hospital', 'hf']],
  ['Sykepleietjeneste, pleie- og omsorg', ['sykepleietjeneste', 'pleie', 'og', 'omsorg']],
  ['ØVRE ÅRDAL legekontor', ['øvre', 'årdal', 'legekontor']],
  ['A\u030Asane', ['åsane']],
])('the words of %s are %j', (name, words) => {
  expect(wordsOf(name)).toEqual(words);
});

test('a search for no letters at all is no search', () => {
  expect(prefixQuery(' .,- ')).toBeUndefined();
});

test('whatever is typed, the query holds nothing but quoted words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(prefixQuery(text) ?? '').toMatch(/^('[\p{L}\p{N}]+':\*( & |$))*$/u);
    }),
  );
});
