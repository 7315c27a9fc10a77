const WORDS_MAX = 8;
const WORD_LENGTH_MAX = 60;

/** One form for comparing: composed letters, lower case. æ, ø and å stay letters of their own. */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().trim();
}

/** The words of some names, each once: letters and digits, also of “St. Olavs” and “pleie- og omsorg”. */
export function wordsOf(...names: (string | undefined)[]): string[] {
  const words = names.flatMap((name) => fold(name ?? '').match(/[\p{L}\p{N}]+/gu) ?? []);
  return [...new Set(words.map((word) => word.slice(0, WORD_LENGTH_MAX)))];
}

/** The words that somebody asks for. */
export const askedWords = (text: string): string[] => wordsOf(text).slice(0, WORDS_MAX);

/** What a party is found by, as a tsvector: its own words weigh A, its organisation's D. */
export function searchVector(own: readonly string[], above: readonly string[]): string {
  const others = above.filter((word) => !own.includes(word));
  return [...own.map((word) => `'${word}':1A`), ...others.map((word) => `'${word}':1D`)].join(' ');
}

/** One asked word: the beginning of a word, or any of these words whole. */
export interface Alternatives {
  readonly beginning: string;
  readonly words: readonly string[];
}

/** A tsquery that asks for every word. `own`: in the party's own names. Words hold letters and digits only. */
export function wordQuery(asked: readonly Alternatives[], { own }: { own: boolean }): string {
  const weight = own ? 'A' : '';
  return asked
    .map(({ beginning, words }) =>
      [`'${beginning}':*${weight}`, ...words.map((word) => `'${word}'${own ? ':A' : ''}`)].join(' | '),
    )
    .map((either) => `(${either})`)
    .join(' & ');
}
