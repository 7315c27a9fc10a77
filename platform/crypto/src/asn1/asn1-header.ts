import { Asn1Unreadable } from './asn1-unreadable.ts';

/** Identifier and length of one value (X.690 §8.1). `contentEnd` is undefined where the length is indefinite. */
export interface Asn1Header {
  readonly tag: number;
  readonly constructed: boolean;
  readonly contentStart: number;
  readonly contentEnd: number | undefined;
}

const constructedBit = 0x20;
const highTagNumber = 0x1f;
const indefiniteLength = 0x80;
/** Enough for any length that a JavaScript number holds exactly. */
const lengthOctetsMax = 6;

/**
 * The header at `offset`. A content that would reach past `end` is refused here, so no length can make a reader skip or
 * allocate what is not there. Tag numbers above 30 occur in nothing that this package reads.
 */
export function readHeader(source: Uint8Array, offset: number, end: number): Asn1Header {
  const identifier = octetAt(source, offset, end);
  if ((identifier & 0x1f) === highTagNumber) throw new Asn1Unreadable('a tag number is above 30');
  const constructed = (identifier & constructedBit) !== 0;
  const tag = identifier & ~constructedBit;
  const first = octetAt(source, offset + 1, end);
  if (first < indefiniteLength) return definite(tag, constructed, offset + 2, first, end);
  if (first > indefiniteLength) {
    const octets = first & 0x7f;
    const length = longLength(source, offset + 2, octets, end);
    return definite(tag, constructed, offset + 2 + octets, length, end);
  }
  if (!constructed) throw new Asn1Unreadable('a primitive value has an indefinite length');
  return { tag, constructed, contentStart: offset + 2, contentEnd: undefined };
}

function definite(tag: number, constructed: boolean, contentStart: number, length: number, end: number): Asn1Header {
  const contentEnd = contentStart + length;
  if (contentEnd > end) throw new Asn1Unreadable('a value is longer than what holds it');
  return { tag, constructed, contentStart, contentEnd };
}

function longLength(source: Uint8Array, offset: number, octets: number, end: number): number {
  if (octets > lengthOctetsMax) throw new Asn1Unreadable(`a length has more than ${lengthOctetsMax} octets`);
  let length = 0;
  for (let index = 0; index < octets; index++) length = length * 256 + octetAt(source, offset + index, end);
  return length;
}

function octetAt(source: Uint8Array, offset: number, end: number): number {
  const octet = offset < end ? source[offset] : undefined;
  if (octet === undefined) throw new Asn1Unreadable('the bytes end inside a value');
  return octet;
}
