import { Buffer, isUtf8 } from 'node:buffer';
import { XmlNotWellFormed, XmlRefused } from './errors.ts';
import { positionAt } from './source-position.ts';

/** The encodings that are read. Nothing else is, whatever libxml2 may know. */
export type XmlEncoding = 'UTF-8' | 'ISO-8859-1' | 'ISO-8859-15' | 'windows-1252' | 'UTF-16LE' | 'UTF-16BE';

/** The names that IANA registers for them, in lower case. */
const ENCODING_BY_NAME: Readonly<Record<string, XmlEncoding | 'UTF-16'>> = {
  'utf-8': 'UTF-8',
  utf8: 'UTF-8',
  'iso-8859-1': 'ISO-8859-1',
  'iso_8859-1': 'ISO-8859-1',
  latin1: 'ISO-8859-1',
  'iso-8859-15': 'ISO-8859-15',
  'iso_8859-15': 'ISO-8859-15',
  'latin-9': 'ISO-8859-15',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'utf-16': 'UTF-16',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
};

const BYTE_ORDER_MARKS: readonly (readonly [XmlEncoding, readonly number[]])[] = [
  ['UTF-8', [0xef, 0xbb, 0xbf]],
  ['UTF-16LE', [0xff, 0xfe]],
  ['UTF-16BE', [0xfe, 0xff]],
];

/** `<?` in UTF-16 without a byte order mark (XML 1.0 appendix F.1). */
const UTF_16_DECLARATION_STARTS: readonly (readonly [XmlEncoding, readonly number[]])[] = [
  ['UTF-16LE', [0x3c, 0x00, 0x3f, 0x00]],
  ['UTF-16BE', [0x00, 0x3c, 0x00, 0x3f]],
];

/** Bytes that windows-1252 leaves undefined. */
const WINDOWS_1252_HOLES = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/** An XML declaration longer than this is no declaration that a program wrote. */
const DECLARATION_MAX_BYTES = 400;

/** In UTF-8. */
const CHARACTER_MAX_BYTES = 4;

export interface EncodingFound {
  readonly encoding: XmlEncoding;
  /** Length of the byte order mark, 0 without one. */
  readonly markBytes: number;
}

/**
 * Which encoding a document is in, by its byte order mark, else its XML declaration, else UTF-8 (XML 1.0 §4.3.3).
 * Throws XmlRefused for an encoding that is not on the list, XmlNotWellFormed where mark and declaration disagree.
 */
export function detectEncoding(bytes: Buffer): EncodingFound {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => startsWith(bytes, mark));
  const markBytes = marked?.[1].length ?? 0;
  const implied = marked?.[0] ?? UTF_16_DECLARATION_STARTS.find(([, start]) => startsWith(bytes, start))?.[0];
  const declared = declaredEncoding(bytes, implied, markBytes);
  if (implied === undefined) return { encoding: eightBit(declared), markBytes };
  if (declared !== undefined && !agrees(implied, declared)) {
    throw new XmlNotWellFormed(`The document is in ${implied} but its declaration says ${declared}`, { line: 1 });
  }
  return { encoding: implied, markBytes };
}

/** Turns UTF-16 into UTF-8, so that ASCII is ASCII to what follows; libxml2 reads the other encodings itself. */
export function asciiCompatible(bytes: Buffer, { encoding, markBytes }: EncodingFound): Buffer {
  if (encoding !== 'UTF-16LE' && encoding !== 'UTF-16BE') return bytes;
  const body = bytes.subarray(markBytes);
  if (body.length % 2 !== 0) throw notIn(encoding);
  const text = (encoding === 'UTF-16LE' ? body : Buffer.from(body).swap16()).toString('utf16le');
  if (!text.isWellFormed()) throw notIn(encoding);
  return Buffer.from(text, 'utf8');
}

/** Throws XmlNotWellFormed for bytes that the encoding does not have; UTF-16 was decoded already. */
export function refuseMalformedBytes(bytes: Buffer, encoding: XmlEncoding): void {
  const at = findMalformedByte(bytes, encoding);
  if (at === -1) return;
  throw notIn(encoding, positionAt(bytes, at));
}

function notIn(encoding: XmlEncoding, position = {}): XmlNotWellFormed {
  return new XmlNotWellFormed(`The document holds bytes that are not ${encoding}`, position);
}

function findMalformedByte(bytes: Buffer, encoding: XmlEncoding): number {
  if (encoding === 'UTF-8') return isUtf8(bytes) ? -1 : firstFaultInUtf8(bytes);
  if (encoding === 'windows-1252') return Math.max(...WINDOWS_1252_HOLES.map((hole) => bytes.indexOf(hole)));
  return -1;
}

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function declaredEncoding(bytes: Buffer, implied: XmlEncoding | undefined, markBytes: number) {
  const name = declaredName(bytes, implied, markBytes);
  if (name === undefined) return undefined;
  const encoding = ENCODING_BY_NAME[name.toLowerCase()];
  if (encoding === undefined) {
    throw new XmlRefused('encoding', 'The encoding of the document is not one that is read', { encoding: name });
  }
  return encoding;
}

function declaredName(bytes: Buffer, implied: XmlEncoding | undefined, markBytes: number): string | undefined {
  let head = bytes.subarray(markBytes, markBytes + DECLARATION_MAX_BYTES);
  // In UTF-16 a declaration is ASCII with a zero beside each byte; which side does not matter for finding a name.
  if (implied?.startsWith('UTF-16')) head = head.filter((byte) => byte !== 0) as Buffer;
  const declaration = /^<\?xml\s[^>]*?\?>/.exec(Buffer.from(head).toString('latin1'))?.[0];
  return declaration && /\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,60})["']/.exec(declaration)?.[1];
}

function eightBit(declared: XmlEncoding | 'UTF-16' | undefined): XmlEncoding {
  if (declared?.startsWith('UTF-16')) {
    throw new XmlNotWellFormed(`The declaration says ${declared} but the document is not in it`, { line: 1 });
  }
  return (declared as XmlEncoding | undefined) ?? 'UTF-8';
}

function agrees(implied: XmlEncoding, declared: XmlEncoding | 'UTF-16'): boolean {
  return declared === implied || (declared === 'UTF-16' && implied.startsWith('UTF-16'));
}

/** Halves what is left to search, cutting between characters, down to the last few bytes, and takes those one by one. */
function firstFaultInUtf8(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > CHARACTER_MAX_BYTES) {
    const middle = characterStart(bytes, good + ((bad - good) >> 1));
    // No character is this long: the fault is here or before.
    if (middle <= good) break;
    if (isUtf8(bytes.subarray(good, middle))) good = middle;
    else bad = middle;
  }
  while (good < bad) {
    const next = characterEnd(bytes, good);
    if (!isUtf8(bytes.subarray(good, next))) break;
    good = next;
  }
  return good;
}

function characterStart(bytes: Buffer, from: number): number {
  let start = from;
  while (start > 0 && isContinuation(bytes[start])) start--;
  return start;
}

function characterEnd(bytes: Buffer, from: number): number {
  let end = from + 1;
  while (isContinuation(bytes[end])) end++;
  return end;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
