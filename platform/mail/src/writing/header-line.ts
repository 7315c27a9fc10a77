import { MailHeaderRefused } from './header-refused.ts';

/** A header field to write. A value outside ASCII is written as encoded words (RFC 2047). */
export type MailHeader = { readonly name: string; readonly value: string };

/** RFC 5322 §2.1.1. */
const LINE_MAX_BYTES = 998;
/** So that an encoded word stays under the 75 characters of RFC 2047 §2: `=?utf-8?B?` + 60 + `?=`. */
const WORD_MAX_BYTES = 45;
const NAME = /^[!-9;-~]{1,76}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** One header field with its line break. Throws MailHeaderRefused rather than let a value begin another field. */
export function headerLine({ name, value }: MailHeader): string {
  if (!NAME.test(name)) throw new MailHeaderRefused('(name)');
  if (CONTROL.test(value)) throw new MailHeaderRefused(name);
  const words = encodedRuns(value.split(' '));
  const lines = fold(`${name}:`, words);
  if (lines.some((line) => line.length > LINE_MAX_BYTES)) throw new MailHeaderRefused(name);
  return `${lines.join('\r\n')}\r\n`;
}

/** Folds only what must be: some readers do not unfold. */
function fold(first: string, words: readonly string[]): string[] {
  const lines = [first];
  for (const word of words) {
    const last = lines.length - 1;
    const longer = `${lines[last]} ${word}`;
    if (longer.length > LINE_MAX_BYTES) lines.push(` ${word}`);
    else lines[last] = longer;
  }
  return lines;
}

/** Words in a row outside ASCII become one text: white space between two encoded words counts for nothing. */
function encodedRuns(words: readonly string[]): string[] {
  const written: string[] = [];
  let run: string[] = [];
  for (const word of [...words, '']) {
    const isPlain = /^[\t -~]*$/.test(word);
    if (isPlain && run.length > 0) written.push(...encodeText(run.join(' ')));
    if (isPlain) written.push(word);
    run = isPlain ? [] : [...run, word];
  }
  return written.slice(0, -1);
}

function encodeText(text: string): string[] {
  return chunks(text).map((chunk) => `=?utf-8?B?${Buffer.from(chunk).toString('base64')}?=`);
}

/** No character is cut in two. */
function chunks(word: string): string[] {
  const found: string[] = [''];
  for (const character of word) {
    const last = found.length - 1;
    const longer = `${found[last]}${character}`;
    if (Buffer.byteLength(longer) > WORD_MAX_BYTES) found.push(character);
    else found[last] = longer;
  }
  return found;
}
