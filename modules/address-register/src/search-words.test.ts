import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedWords, searchVector, wordQuery, wordsOf } from './search-words.ts';

test.each([
  ['St. Olavs Hospital HF', ['st', 'olavs', 'hospital', 'hf']],
  ['Sykepleietjeneste, pleie- og omsorg', ['sykepleietjeneste', 'pleie', 'og', 'omsorg']],
  ['ØVRE ÅRDAL legekontor', ['øvre', 'årdal', 'legekontor']],
  ['A\u030Asane', ['åsane']],
])('the words of %s are %j', (name, words) => {
  expect(wordsOf(name)).toEqual(words);
});

test('a search for no letters at all asks for no words', () => {
  expect(askedWords(' .,- ')).toEqual([]);
});

test('own words weigh more than the organisation’s, and stand once', () => {
  expect(searchVector(['legevakt', 'nord'], ['nord', 'kommune'])).toBe("'legevakt':1A 'nord':1A 'kommune':1D");
});

test('a query asks for every word, as the beginning of one or as one that may have been meant', () => {
  const asked = [
    { beginning: 'legev', words: [] },
    { beginning: 'trondhem', words: ['trondheim'] },
  ];

  expect(wordQuery(asked, { own: false })).toBe("('legev':*) & ('trondhem':* | 'trondheim')");
  expect(wordQuery(asked, { own: true })).toBe("('legev':*A) & ('trondhem':*A | 'trondheim':A)");
});

test('whatever is typed, the query holds nothing but quoted words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const asked = askedWords(text).map((beginning) => ({ beginning, words: [] }));
      expect(wordQuery(asked, { own: false })).toMatch(/^(\('[\p{L}\p{N}]+':\*\)( & |$))*$/u);
    }),
  );
});
