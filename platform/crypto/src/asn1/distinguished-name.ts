import { readObjectIdentifier } from './asn1-content.ts';
import { Asn1Fields, fieldsOf } from './asn1-fields.ts';
import type { Asn1Value } from './asn1-value.ts';
import { tags } from './tags.ts';

/** One attribute of a name, as `2.5.4.3` and the text of it. */
export interface NameAttribute {
  readonly type: string;
  readonly value: string;
}

/** RFC 4514 §3, and the two that Norwegian enterprise certificates hold an organisation number in. */
const shortNames = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'STREET'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.97', 'organizationIdentifier'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
]);

/** The attributes of a Name, in the order in which they are encoded (RFC 5280 §4.1.2.4). */
export function readDistinguishedName(name: Asn1Value): NameAttribute[] {
  const attributes: NameAttribute[] = [];
  const sets = fieldsOf(name, tags.sequence, 'Name');
  for (let set = sets.takeIf(tags.set); set; set = sets.takeIf(tags.set)) {
    for (const attribute of set.children()) attributes.push(readAttribute(attribute));
  }
  sets.end();
  return attributes;
}

/** A name for people, the most specific attribute first, with what RFC 4514 §2.4 escapes escaped. */
export function distinguishedNameText(attributes: readonly NameAttribute[]): string {
  return attributes
    .map(({ type, value }) => `${shortNames.get(type) ?? type}=${value.replace(/[\\",+;<>=]|^[ #]| $/g, '\\$&')}`)
    .reverse()
    .join(',');
}

/** Whether two names are the same though their strings are of different types or cases (RFC 5280 §7.1). */
export function sameDistinguishedName(one: readonly NameAttribute[], other: readonly NameAttribute[]): boolean {
  const folded = ({ type, value }: NameAttribute) => `${type}=${value.trim().replace(/\s+/g, ' ').toLowerCase()}`;
  return (
    one.length === other.length &&
    one.every((attribute, index) => {
      const counterpart = other[index];
      return counterpart !== undefined && folded(attribute) === folded(counterpart);
    })
  );
}

function readAttribute(value: Asn1Value): NameAttribute {
  const fields = new Asn1Fields(value);
  const type = readObjectIdentifier(fields.take(tags.objectIdentifier, 'AttributeType'));
  const text = fields.takeAny();
  return { type, value: text ? textOf(text) : '' };
}

/** The text of a string of any type; a value that is no string is shown as hexadecimal, as RFC 4514 §2.4 does. */
function textOf(value: Asn1Value): string {
  const content = Buffer.from(value.content);
  switch (value.tag) {
    case tags.bmpString:
      return content
        .subarray(0, content.length & ~1)
        .swap16()
        .toString('utf16le');
    case tags.utf8String:
      return content.toString('utf8');
    case tags.printableString:
    case tags.ia5String:
    case tags.numericString:
    case tags.visibleString:
    case tags.teletexString:
      return content.toString('latin1');
    default:
      return `#${Buffer.from(value.bytes).toString('hex')}`;
  }
}
