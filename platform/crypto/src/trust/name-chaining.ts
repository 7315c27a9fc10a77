import type { Certificate } from './certificate.ts';

/**
 * Whether one certificate can be the issuer of another by name and key id (RFC 5280 §6.1.3, §4.2.1.1). Names are compared
 * octet by octet: Norwegian issuers copy them, and a comparison that forgives is one more way to be taken in.
 */
export function canBeIssuer(issuer: Certificate, { issuer: name, authorityKeyId }: Certificate): boolean {
  if (Buffer.compare(issuer.subject.der, name.der) !== 0) return false;
  return !authorityKeyId || !issuer.subjectKeyId || issuer.subjectKeyId === authorityKeyId;
}

export function isSelfIssued({ subject, issuer }: Certificate): boolean {
  return Buffer.compare(subject.der, issuer.der) === 0;
}
