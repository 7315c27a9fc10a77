import { Asn1Unreadable } from './asn1-unreadable.ts';
import type { Asn1Value } from './asn1-value.ts';
import { decodeObjectIdentifier } from './object-identifier.ts';
import { tags } from './tags.ts';

/** An OBJECT IDENTIFIER in dotted form. */
export function readObjectIdentifier(value: Asn1Value): string {
  return decodeObjectIdentifier(primitive(value, tags.objectIdentifier, 'an OID'));
}

/** An INTEGER of any size (X.690 §8.3). */
export function readInteger(value: Asn1Value): bigint {
  const content = primitive(value, tags.integer, 'an INTEGER');
  if (content.length === 0) throw new Asn1Unreadable('an INTEGER is empty');
  return BigInt.asIntN(content.length * 8, BigInt(`0x${Buffer.from(content).toString('hex')}`));
}

/** An INTEGER that the standard keeps small, as a version or a size; larger than 2³¹ is refused. */
export function readSmallInteger(value: Asn1Value): number {
  const content = primitive(value, tags.integer, 'an INTEGER');
  if (content.length === 0 || content.length > 4) throw new Asn1Unreadable('an INTEGER is too large');
  return Buffer.from(content).readIntBE(0, content.length);
}

export function readBoolean(value: Asn1Value): boolean {
  const content = primitive(value, tags.boolean, 'a BOOLEAN');
  if (content.length !== 1) throw new Asn1Unreadable('a BOOLEAN is not one octet');
  return content[0] !== 0;
}

/** A BIT STRING of whole octets, as signatures and keys are. */
export function readBitString(value: Asn1Value): Uint8Array {
  const content = primitive(value, tags.bitString, 'a BIT STRING');
  if (content[0] !== 0) throw new Asn1Unreadable('a BIT STRING does not end with an octet');
  return content.subarray(1);
}

/**
 * The octets of an OCTET STRING, in one piece or in several (X.690 §8.7): streaming writers cut the content. `tag` is
 * another where the field is tagged implicitly.
 */
export function readOctets(value: Asn1Value, tag: number = tags.octetString): Uint8Array {
  if (value.tag !== tag) throw new Asn1Unreadable('something else stands where octets are expected');
  if (!value.constructed) return value.content;
  const pieces: Uint8Array[] = [];
  collectPieces(value, pieces);
  return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
}

function collectPieces(value: Asn1Value, pieces: Uint8Array[]): void {
  for (const child of value.children()) {
    if (child.tag !== tags.octetString) throw new Asn1Unreadable('a piece of an OCTET STRING is something else');
    if (child.constructed) collectPieces(child, pieces);
    else pieces.push(child.content);
  }
}

function primitive(value: Asn1Value, tag: number, name: string): Uint8Array {
  if (value.tag !== tag || value.constructed)
    throw new Asn1Unreadable(`something else stands where ${name} is expected`);
  return value.content;
}
