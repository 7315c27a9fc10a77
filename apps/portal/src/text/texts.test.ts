import { expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import nb from './nb.json' with { type: 'json' };
import nn from './nn.json' with { type: 'json' };

const languages = { nb, nn, en };

/** The words of a text, those for one and for many together. */
function wordsOf(text: unknown): string[] {
  if (typeof text === 'string') return [text];
  return (text as { match: Record<string, string> }[]).flatMap(({ match }) => Object.values(match));
}

const namesIn = (text: unknown): string[] =>
  [...new Set(wordsOf(text).flatMap((words) => words.match(/\{\w+\}/g) ?? []))].sort();

test.each(['nn', 'en'] as const)('every text that is there in bokmål is there in %s, and no other', (language) => {
  expect(Object.keys(languages[language])).toEqual(Object.keys(nb));
});

test.each(['nn', 'en'] as const)('a text names the same facts in %s as in bokmål', (language) => {
  const texts = languages[language] as Record<string, unknown>;

  for (const [key, text] of Object.entries(nb)) {
    expect([key, namesIn(texts[key])]).toEqual([key, namesIn(text)]);
  }
});

test.each(['nb', 'nn', 'en'] as const)('no text is empty in %s', (language) => {
  const texts = Object.values(languages[language]).flatMap(wordsOf);

  expect(texts.filter((text) => text.trim() === '')).toEqual([]);
});
