import { tags } from '../asn1/tags.ts';
import { type Der, objectIdentifier, sequence, setOf, utf8String } from '../asn1/write-der.ts';

/** Whom a certificate is for, or who issues it. */
export interface Subject {
  readonly name: string;
  /** Nine digits. */
  readonly organizationNumber?: string;
  /** Where the number stands: organizationIdentifier (SEID 2, the default) or serialNumber (SEID 1). */
  readonly form?: 'SEID1' | 'SEID2';
  /** Of the certificate where that is another than the organisation's. */
  readonly commonName?: string;
}

/** A Name as Norwegian enterprise certificates have it (RFC 5280 §4.1.2.4). */
export function writeName({ name, organizationNumber, form = 'SEID2', commonName = name }: Subject): Der {
  const number =
    organizationNumber === undefined
      ? []
      : form === 'SEID2'
        ? [attribute('2.5.4.97', utf8String(`NTRNO-${organizationNumber}`))]
        : [attribute('2.5.4.5', printableString(organizationNumber))];
  return sequence(
    attribute('2.5.4.6', printableString('NO')),
    attribute('2.5.4.10', utf8String(name)),
    ...number,
    attribute('2.5.4.3', utf8String(commonName)),
  );
}

function attribute(oid: string, value: Der): Der {
  return setOf(sequence(objectIdentifier(oid), value));
}

function printableString(text: string): Der {
  const content = Buffer.from(text, 'latin1');
  return { sizeBytes: content.length + 2, chunks: [Uint8Array.of(tags.printableString, content.length), content] };
}
