import { stripVTControlCharacters } from 'node:util';

/** Text from outside, made safe for a terminal: a name in a document must not move the cursor or hide a line. */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
}
