/** Class and number of a value as its identifier octet has them, without the bit that says "constructed" (X.690 §8.1.2). */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  sequence: 0x10,
  set: 0x11,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
} as const;

/** The tag `[number]` of a field, as CMS and X.509 use it for what is optional or one of several. */
export function contextTag(number: number): number {
  if (!Number.isInteger(number) || number < 0 || number > 30) throw new RangeError(`no context tag ${number}`);
  return 0x80 | number;
}
