import { Asn1Unreadable } from './asn1-unreadable.ts';

/** Longer than any that is registered; X.660 itself has no limit. */
const contentMaxBytes = 64;

/** The arcs of an OBJECT IDENTIFIER's content with dots between (X.690 §8.19). */
export function decodeObjectIdentifier(content: Uint8Array): string {
  if (content.length === 0 || content.length > contentMaxBytes)
    throw new Asn1Unreadable('an OID has no fitting length');
  const arcs: (number | bigint)[] = [];
  for (let offset = 0; offset < content.length; ) {
    const end = endOfArc(content, offset);
    arcs.push(arcOf(content.subarray(offset, end)));
    offset = end;
  }
  const [first = 0, ...rest] = arcs;
  // The first two arcs share one number; the first is 0, 1 or 2.
  const root = first < 40 ? 0 : first < 80 ? 1 : 2;
  const second = typeof first === 'bigint' ? first - 80n : first - root * 40;
  return [root, second, ...rest].join('.');
}

function endOfArc(content: Uint8Array, start: number): number {
  if (content[start] === 0x80) throw new Asn1Unreadable('an arc of an OID begins with nothing');
  for (let offset = start; offset < content.length; offset++) {
    if ((content[offset] ?? 0) < 0x80) return offset + 1;
  }
  throw new Asn1Unreadable('an OID ends inside an arc');
}

function arcOf(octets: Uint8Array): number | bigint {
  // Seven bits an octet: seven octets are 49 bits and exact as a number.
  if (octets.length <= 7) return octets.reduce((arc, octet) => arc * 128 + (octet & 0x7f), 0);
  return octets.reduce((arc, octet) => arc * 128n + BigInt(octet & 0x7f), 0n);
}

/** The content octets of an OBJECT IDENTIFIER in dotted form. */
export function encodeObjectIdentifier(dotted: string): Buffer {
  if (!/^[012](\.(0|[1-9]\d*))+$/.test(dotted)) throw new RangeError(`not an OID: ${dotted}`);
  const [root = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  if (root < 2n && second > 39n) throw new RangeError(`not an OID: ${dotted}`);
  return Buffer.from([root * 40n + second, ...rest].flatMap(arcOctets));
}

function arcOctets(arc: bigint): number[] {
  const octets = [Number(arc & 0x7fn)];
  for (let left = arc >> 7n; left > 0n; left >>= 7n) octets.unshift(Number(left & 0x7fn) | 0x80);
  return octets;
}
