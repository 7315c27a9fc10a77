import { Buffer } from 'node:buffer';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/** U+FFFE and U+FFFF in UTF-8, the only characters above the controls that XML 1.0 §2.2 leaves out. */
const NOT_CHARACTERS = [Buffer.from([0xef, 0xbf, 0xbe]), Buffer.from([0xef, 0xbf, 0xbf])];

/**
 * Offset of the first character that no XML document may hold (XML 1.0 §2.2), -1 when there is none. libxml2 finds them
 * too, but goes on to the next at 0.13 µs each, which makes seconds of a document full of them.
 */
export function findForbiddenCharacter(bytes: Buffer, isUtf8: boolean): number {
  const control = findControl(bytes);
  if (control !== -1 || !isUtf8) return control;
  return Math.max(...NOT_CHARACTERS.map((character) => bytes.indexOf(character)));
}

/** Four bytes at a time: a word is looked into only when one of its bytes is below U+0020. */
function findControl(bytes: Buffer): number {
  const lead = Math.min((4 - (bytes.byteOffset % 4)) % 4, bytes.length);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + lead, (bytes.length - lead) >> 2);
  const first = findControlIn(bytes, 0, lead);
  if (first !== -1) return first;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? 0;
    if (((word - 0x20202020) & ~word & 0x80808080) === 0) continue;
    const found = findControlIn(bytes, lead + index * 4, lead + index * 4 + 4);
    if (found !== -1) return found;
  }
  return findControlIn(bytes, lead + words.length * 4, bytes.length);
}

function findControlIn(bytes: Buffer, from: number, to: number): number {
  for (let position = from; position < to; position++) {
    const byte = bytes[position] ?? SPACE;
    if (byte < SPACE && byte !== LINE_FEED && byte !== TAB && byte !== CARRIAGE_RETURN) return position;
  }
  return -1;
}
