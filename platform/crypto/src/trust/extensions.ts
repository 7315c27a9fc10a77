import { readBoolean, readObjectIdentifier, readOctets } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import { Asn1Unreadable } from '../asn1/asn1-unreadable.ts';
import { type Asn1Value, readAsn1 } from '../asn1/asn1-value.ts';
import { tags } from '../asn1/tags.ts';

export const extensionOids = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlReason: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  deltaCrlIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  certificateIssuer: '2.5.29.29',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  crlNumber: '2.5.29.20',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  ocspNonce: '1.3.6.1.5.5.7.48.1.2',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
} as const;

export interface Extension {
  readonly critical: boolean;
  readonly octets: Uint8Array;
}

/** Extensions by OID (RFC 5280 §4.2). One that stands twice is refused: readers would differ in which they believe. */
export function readExtensions(list: Asn1Value): Map<string, Extension> {
  const extensions = new Map<string, Extension>();
  for (const each of list.children()) {
    const fields = new Asn1Fields(each);
    const oid = readObjectIdentifier(fields.take(tags.objectIdentifier, 'extnID'));
    const critical = fields.takeIf(tags.boolean);
    const octets = readOctets(fields.take(tags.octetString, 'extnValue'));
    fields.end();
    if (extensions.has(oid)) throw new Asn1Unreadable('an extension stands twice');
    extensions.set(oid, { critical: critical !== undefined && readBoolean(critical), octets });
  }
  return extensions;
}

/** What `read` makes of the extension's value; undefined where there is no such extension. */
export function fromExtension<Result>(
  extensions: ReadonlyMap<string, Extension>,
  oid: string,
  read: (value: Asn1Value) => Result,
): Result | undefined {
  const extension = extensions.get(oid);
  return extension && read(readAsn1(extension.octets));
}
