import { readingAs } from '../../asn1/asn1-unreadable.ts';
import type { Certificate } from '../certificate.ts';
import { verifySigned } from '../signed.ts';
import { type Crl, readCrl } from './read-crl.ts';
import { type Provenance, requireCurrent } from './require-current.ts';
import { SourceFailed } from './source-failed.ts';

/** Reads a list and checks that `issuer` signed it, whole, and that it is of today or was kept. Throws `SourceFailed`. */
export function checkCrl(der: Uint8Array, issuer: Certificate, now: Date, provenance: Provenance = 'fresh'): Crl {
  const crl = readingAs(
    (cause) => new SourceFailed('unreadable', { cause }),
    () => readCrl(der),
  );
  if (Buffer.compare(crl.issuer, issuer.subject.der) !== 0) throw new SourceFailed('about-another');
  if (crl.authorityKeyId && issuer.subjectKeyId && crl.authorityKeyId !== issuer.subjectKeyId) {
    throw new SourceFailed('about-another');
  }
  if (crl.unknownCritical.length > 0 || crl.distributionPoint?.isPartial) throw new SourceFailed('unsupported');
  if (issuer.keyUsage && !issuer.keyUsage.includes('cRLSign')) throw new SourceFailed('not-authorised');
  if (verifySigned(crl.signed, issuer.publicKey) !== 'right') throw new SourceFailed('signature-wrong');
  requireCurrent(crl, now, provenance);
  return crl;
}

/** A list that is of a part of the issuer's certificates says nothing of the others: not being listed would look good. */
export function coversCertificate({ distributionPoint }: Crl, certificate: Certificate): boolean {
  if (!distributionPoint) return true;
  const { urls, endCertificatesOnly, authoritiesOnly } = distributionPoint;
  if (certificate.isAuthority ? endCertificatesOnly : authoritiesOnly) return false;
  return urls.length === 0 || urls.some((url) => certificate.crlUrls.includes(url));
}
