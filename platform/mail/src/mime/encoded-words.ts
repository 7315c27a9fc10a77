import { decodeText } from './text.ts';

const ENCODED_WORD = /=\?([\w.:-]{1,40})(?:\*[\w-]{0,20})?\?([bq])\?([!-~]{0,1000}?)\?=/gi;
const BETWEEN_WORDS = /(\?=)[ \t]{1,1000}(?==\?)/g;

/** Text for people from a header value with encoded words (RFC 2047); what cannot be decoded stays as written. */
export function decodeEncodedWords(value: string): string {
  if (!value.includes('=?')) return value;
  const joined = value.replace(BETWEEN_WORDS, '$1');
  return joined.replace(ENCODED_WORD, (_, charset: string, form: string, text: string) =>
    decodeText(form.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : decodeQ(text), charset),
  );
}

function decodeQ(text: string): Buffer {
  const spaced = text.replaceAll('_', ' ');
  return Buffer.from(
    spaced.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
