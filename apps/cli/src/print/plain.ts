import { stripVTControlCharacters } from 'node:util';

/**
 * Text from outside, made safe for a terminal: a name in a document must not move the cursor, hide a line, or be read
 * in another order than it stands in (the marks of writing direction, Unicode TR 36 §2.10).
 */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}
