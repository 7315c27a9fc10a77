import type { Decoded } from './base64.ts';
import { CR, isBlank, LF } from './lines.ts';

const EQUALS = 0x3d;

/**
 * Decodes quoted-printable (RFC 2045 §6.7) byte for byte: soft line breaks go, white space at the end of a line goes
 * (relays add and drop it), hard line breaks stay as they came, CRLF or LF. A `=` that stands for nothing stays.
 */
export function decodeQuotedPrintable(encoded: Buffer): Decoded {
  const body = Buffer.allocUnsafe(encoded.length);
  let length = 0;
  let isMalformed = false;
  for (let at = 0; at < encoded.length; ) {
    const byte = encoded[at] as number;
    if (byte === EQUALS) {
      const afterBreak = softBreakEnd(encoded, at + 1);
      const value = afterBreak === -1 ? hexPair(encoded[at + 1], encoded[at + 2]) : -1;
      if (value === -1 && afterBreak === -1) isMalformed = true;
      if (afterBreak === -1) body[length++] = value === -1 ? EQUALS : value;
      at = afterBreak !== -1 ? afterBreak : at + (value === -1 ? 1 : 3);
    } else if (isBlank(byte)) {
      const end = blankEnd(encoded, at);
      if (!isLineEnd(encoded, end)) length += encoded.copy(body, length, at, end);
      at = end;
    } else {
      body[length++] = byte;
      at++;
    }
  }
  return { body: body.subarray(0, length), isMalformed };
}

/** Where the next line starts if a soft break's rest stands here, white space allowed; else -1. */
function softBreakEnd(encoded: Buffer, start: number): number {
  const at = blankEnd(encoded, start);
  if (at === encoded.length) return at;
  if (encoded[at] === LF) return at + 1;
  return encoded[at] === CR && encoded[at + 1] === LF ? at + 2 : -1;
}

function blankEnd(encoded: Buffer, start: number): number {
  let at = start;
  while (at < encoded.length && isBlank(encoded[at])) at++;
  return at;
}

function isLineEnd(encoded: Buffer, at: number): boolean {
  return at === encoded.length || encoded[at] === LF || (encoded[at] === CR && encoded[at + 1] === LF);
}

function hexPair(high: number | undefined, low: number | undefined): number {
  const [a, b] = [hexValue(high), hexValue(low)];
  return a === -1 || b === -1 ? -1 : a * 16 + b;
}

function hexValue(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
