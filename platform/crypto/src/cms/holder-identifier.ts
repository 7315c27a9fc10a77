import { readOctets } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import { Asn1Unreadable } from '../asn1/asn1-unreadable.ts';
import { sameDistinguishedName } from '../asn1/distinguished-name.ts';
import { contextTag, tags } from '../asn1/tags.ts';
import { contextPrimitive, type Der, integer, sequence } from '../asn1/write-der.ts';
import type { Certificate, Name } from '../trust/certificate.ts';
import { readName, serialNumberText } from '../trust/read-facts.ts';
import { CmsCertificateUnsuitable } from './errors.ts';

/** By what CMS names the certificate of a receiver or signer (RFC 5652 §6.2.1 and §5.3). Numbers as in `Certificate`. */
export type HolderIdentifier =
  | { readonly by: 'issuer-and-serial-number'; readonly issuer: Name; readonly serialNumber: string }
  | { readonly by: 'subject-key-identifier'; readonly subjectKeyId: string };

/** RecipientIdentifier and SignerIdentifier: the same choice. */
export function readHolderIdentifier(fields: Asn1Fields): HolderIdentifier {
  const value = fields.takeAny();
  if (value?.tag === contextTag(0)) {
    const subjectKeyId = Buffer.from(readOctets(value, contextTag(0)))
      .toString('hex')
      .toUpperCase();
    return { by: 'subject-key-identifier', subjectKeyId };
  }
  if (value?.tag !== tags.sequence) throw new Asn1Unreadable('a holder is named by something else');
  const parts = new Asn1Fields(value);
  const issuer = readName(parts.take(tags.sequence, 'issuer'));
  const serialNumber = serialNumberText(parts.take(tags.integer, 'serialNumber').content);
  return { by: 'issuer-and-serial-number', issuer, serialNumber };
}

/** Names a certificate in what we write. */
export function holderIdentifier({ issuer, serialNumber, subjectKeyId }: Certificate, by: HolderIdentifier['by']): Der {
  if (by === 'issuer-and-serial-number') return sequence(issuer.der, integer(Buffer.from(serialNumber, 'hex')));
  if (subjectKeyId === undefined) throw new CmsCertificateUnsuitable('no-key-identifier');
  return contextPrimitive(0, Buffer.from(subjectKeyId, 'hex'));
}

/**
 * Whether it is this certificate that is meant. The name is the same also where the sender wrote its strings as another
 * type than the issuer did: some build it anew from text.
 */
export function isMeant(identifier: HolderIdentifier, certificate: Certificate): boolean {
  if (identifier.by === 'subject-key-identifier') {
    return identifier.subjectKeyId === certificate.subjectKeyId?.toUpperCase();
  }
  const { issuer, serialNumber } = identifier;
  if (serialNumber !== certificate.serialNumber) return false;
  if (Buffer.compare(issuer.der, certificate.issuer.der) === 0) return true;
  return sameDistinguishedName(issuer.attributes, certificate.issuer.attributes);
}
