import type { Language } from '../text/language.ts';

/** Shorter text is shown whatever it looks like. */
const BINARY_MIN_CHARACTERS = 200;
/** Base64 comes in one line, or in lines of 64 or 76 characters; no text has words of that length only. */
const LINE_MIN_CHARACTERS = 60;

/** Whether a text is base64 or a `data:` URL: bytes for a program, of which a page can give only the size. */
export function isBinary(value: string): boolean {
  if (value.length < BINARY_MIN_CHARACTERS) return false;
  if (/^\s*data:/.test(value)) return true;
  const lines = value
    .slice(0, 10 * BINARY_MIN_CHARACTERS)
    .trim()
    .split(/\s+/);
  if (lines.slice(0, -1).some((line) => line.length < LINE_MIN_CHARACTERS)) return false;
  return (lines[0] ?? '').length >= LINE_MIN_CHARACTERS && !/[^A-Za-z0-9+/=\s]/.test(value);
}

const EQUALS = 0x3d;
const SPACE = 0x20;

/** Size of base64 once it is decoded. */
export function decodedSizeBytes(base64: string): number {
  let characters = 0;
  for (let index = 0; index < base64.length; index++) {
    const code = base64.charCodeAt(index);
    if (code > SPACE && code !== EQUALS) characters++;
  }
  return Math.floor((characters * 3) / 4);
}

const UNITS = ['kB', 'MB', 'GB'] as const;

/** 512 bytes, 1,2 kB, 35 MB: powers of a thousand. */
export function sizeInWords(sizeBytes: number, language: Language): string {
  if (sizeBytes < 1000) return `${sizeBytes} ${language === 'nb' ? 'byte' : 'bytes'}`;
  let size = sizeBytes / 1000;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  const number = size < 10 ? size.toFixed(1) : String(Math.round(size));
  return `${language === 'nb' ? number.replace('.', ',') : number} ${UNITS[unit]}`;
}
