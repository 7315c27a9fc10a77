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

/** A tsquery that asks for every word as the beginning of a word; undefined where the text holds none. */
export function prefixQuery(text: string): string | undefined {
  const words = wordsOf(text).slice(0, WORDS_MAX);
  return words.length === 0 ? undefined : words.map((word) => `'${word}':*`).join(' & ');
}
