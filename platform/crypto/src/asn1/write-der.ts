import { timeText } from './asn1-time.ts';
import { encodeObjectIdentifier } from './object-identifier.ts';
import { tags } from './tags.ts';

/**
 * A value in DER that is not yet one piece of bytes: large content is copied once, at the end, however deep it lies.
 */
export interface Der {
  readonly sizeBytes: number;
  readonly chunks: readonly Uint8Array[];
}

/** What can be part of a value: another one, or bytes that are a whole encoding already. */
export type DerPart = Der | Uint8Array;

/** The bytes of a value. */
export function derBytes(value: Der): Buffer {
  return Buffer.concat(value.chunks, value.sizeBytes);
}

export const nullValue: Der = primitive(tags.null);

export function sequence(...parts: readonly DerPart[]): Der {
  return constructed(tags.sequence, parts);
}

/** SET OF, with its parts in the order that DER wants (X.690 §11.6). */
export function setOf(...parts: readonly DerPart[]): Der {
  const encodings = parts.map((part) => (part instanceof Uint8Array ? part : derBytes(part)));
  return constructed(tags.set, encodings.sort(Buffer.compare));
}

/** `[number]` with whole values in it: EXPLICIT, or IMPLICIT in the place of a SEQUENCE or SET. */
export function context(number: number, ...parts: readonly DerPart[]): Der {
  return constructed(0x80 | number, parts);
}

/** `[number]` IMPLICIT in the place of a primitive value, whose content is given, in one piece or several. */
export function contextPrimitive(number: number, ...content: readonly Uint8Array[]): Der {
  return primitive(0x80 | number, ...content);
}

/** A whole number, or the octets of a positive one, as serial numbers and RSA values come. */
export function integer(value: number | bigint | Uint8Array): Der {
  return primitive(tags.integer, value instanceof Uint8Array ? positiveOctets(value) : integerOctets(BigInt(value)));
}

export function enumerated(value: number): Der {
  return primitive(tags.enumerated, integerOctets(BigInt(value)));
}

export function boolean(value: boolean): Der {
  return primitive(tags.boolean, Uint8Array.of(value ? 0xff : 0));
}

export function objectIdentifier(dotted: string): Der {
  return primitive(tags.objectIdentifier, encodeObjectIdentifier(dotted));
}

export function octetString(content: Uint8Array): Der {
  return primitive(tags.octetString, content);
}

/** A BIT STRING of whole octets, or one whose last octet has bits that do not count. */
export function bitString(content: Uint8Array, unusedBits = 0): Der {
  return primitive(tags.bitString, Uint8Array.of(unusedBits), content);
}

export function utf8String(text: string): Der {
  return primitive(tags.utf8String, Buffer.from(text, 'utf8'));
}

/** A time as X.509 and CMS write it, to the second. */
export function time(instant: Date): Der {
  const { tag, text } = timeText(instant);
  return primitive(tag, Buffer.from(text, 'latin1'));
}

/** A GeneralizedTime whatever the year, as OCSP wants it (RFC 6960 §4.2.2.1). */
export function generalizedTime(instant: Date): Der {
  const text = `${instant.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  return primitive(tags.generalizedTime, Buffer.from(text, 'latin1'));
}

function primitive(tag: number, ...content: readonly Uint8Array[]): Der {
  const length = content.reduce((sum, piece) => sum + piece.length, 0);
  return withHeader(tag, length, content);
}

function constructed(tag: number, parts: readonly DerPart[]): Der {
  let length = 0;
  const chunks: Uint8Array[] = [];
  for (const part of parts) {
    if (part instanceof Uint8Array) chunks.push(part);
    else chunks.push(...part.chunks);
    length += part instanceof Uint8Array ? part.length : part.sizeBytes;
  }
  return withHeader(tag | 0x20, length, chunks);
}

function withHeader(identifier: number, length: number, content: readonly Uint8Array[]): Der {
  const header = Uint8Array.of(identifier, ...lengthOctets(length));
  return { sizeBytes: header.length + length, chunks: [header, ...content] };
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) octets.unshift(left % 256);
  return [0x80 | octets.length, ...octets];
}

/** Two's complement in as few octets as hold it. */
function integerOctets(value: bigint): Uint8Array {
  let octets = 1;
  while (BigInt.asIntN(octets * 8, value) !== value) octets += 1;
  return Buffer.from(
    BigInt.asUintN(octets * 8, value)
      .toString(16)
      .padStart(octets * 2, '0'),
    'hex',
  );
}

function positiveOctets(magnitude: Uint8Array): Uint8Array {
  const first = magnitude.findIndex((octet) => octet !== 0);
  if (first < 0) return Uint8Array.of(0);
  const shortest = magnitude.subarray(first);
  return (shortest[0] ?? 0) < 0x80 ? shortest : Buffer.concat([Uint8Array.of(0), shortest]);
}
