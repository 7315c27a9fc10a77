import { Asn1Unreadable } from '../../asn1/asn1-unreadable.ts';

/**
 * Where each entry of a revocation list stands, by serial number. A list holds tens of thousands of entries and is asked
 * about a few: they are stepped over here, and read when they are asked for.
 */
export type CrlEntries = ReadonlyMap<string, { readonly start: number; readonly end: number }>;

const sequenceIdentifier = 0x30;
const integerIdentifier = 0x02;

/** `list` is the content of revokedCertificates (RFC 5280 §5.1.2.6). */
export function indexCrlEntries(list: Uint8Array): CrlEntries {
  const bytes = Buffer.from(list.buffer, list.byteOffset, list.length);
  const entries = new Map<string, { start: number; end: number }>();
  for (let start = 0; start < bytes.length; ) {
    const entry = contentOf(bytes, start, sequenceIdentifier, bytes.length);
    const serial = contentOf(bytes, entry.start, integerIdentifier, entry.end);
    entries.set(serialKey(bytes, serial.start, serial.end), { start, end: entry.end });
    start = entry.end;
  }
  return entries;
}

/** The key of a serial number that is given as hex. */
export function crlEntryKey(serialNumber: string): string {
  const octets = Buffer.from(serialNumber, 'hex');
  return serialKey(octets, 0, octets.length);
}

/** The octets as text, without those that only say that the number is positive. */
function serialKey(bytes: Buffer, start: number, end: number): string {
  let first = start;
  while (first < end - 1 && bytes[first] === 0) first += 1;
  return bytes.toString('latin1', first, end);
}

/** Start and end of the content of the value at `offset`. Lists are DER: a length is definite and has at most three octets here. */
function contentOf(bytes: Buffer, offset: number, identifier: number, within: number): { start: number; end: number } {
  const first = bytes[offset + 1] ?? 0;
  const lengthOctets = first < 0x80 ? 0 : first & 0x7f;
  const start = offset + 2 + lengthOctets;
  if (bytes[offset] !== identifier || first === 0x80 || lengthOctets > 3 || start > within) {
    throw new Asn1Unreadable('an entry of a revocation list is something else');
  }
  const end = start + (lengthOctets === 0 ? first : bytes.readUIntBE(offset + 2, lengthOctets));
  if (end > within) throw new Asn1Unreadable('an entry of a revocation list is longer than the list');
  return { start, end };
}
