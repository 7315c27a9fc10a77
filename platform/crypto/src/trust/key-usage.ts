import { Asn1Unreadable } from '../asn1/asn1-unreadable.ts';
import type { Asn1Value } from '../asn1/asn1-value.ts';
import { tags } from '../asn1/tags.ts';

/** The bits of the keyUsage extension, in their order (RFC 5280 §4.2.1.3). */
export const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

export type KeyUsage = (typeof keyUsages)[number];

export function readKeyUsage(value: Asn1Value): KeyUsage[] {
  const [unusedBits, ...octets] = value.content;
  if (value.tag !== tags.bitString || value.constructed || unusedBits === undefined) {
    throw new Asn1Unreadable('a keyUsage is no BIT STRING');
  }
  const isSet = (bit: number) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
  return keyUsages.filter((_, bit) => isSet(bit));
}

/** Octets and the number of bits that do not count in the last, as DER wants the named bits (X.690 §11.2.2). */
export function keyUsageBits(usages: readonly KeyUsage[]): { octets: Uint8Array; unusedBits: number } {
  const bits = usages.map((usage) => keyUsages.indexOf(usage));
  const last = Math.max(...bits);
  const octets = new Uint8Array((last >> 3) + 1);
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return { octets, unusedBits: 7 - (last & 7) };
}
