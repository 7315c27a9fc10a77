import { readCertificate } from './certificate.ts';
import { CertificateUnreadable } from './errors.ts';
import { canBeIssuer, isSelfIssued } from './name-chaining.ts';

const certificatesMax = 500;
const pem =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** The certificates of a PEM text in DER, in their order; what stands between them is left. Throws `CertificateUnreadable`. */
export function certificatesFromPem(text: string): Uint8Array[] {
  const found = [...text.matchAll(pem)]
    .slice(0, certificatesMax)
    .map(([, base64 = '']) => Buffer.from(base64, 'base64'));
  if (found.length !== text.split('-----BEGIN ').length - 1) throw new CertificateUnreadable();
  return found.map((der) => readCertificate(der).der);
}

export function certificateToPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/**
 * Parts a list of issuers, as an operator has it in one file: whom another of the list can vouch for is an intermediate,
 * and revocation is asked about it; the others are anchors. Throws `CertificateUnreadable`.
 */
export function sortIssuers(ders: readonly Uint8Array[]): { anchors: Uint8Array[]; intermediates: Uint8Array[] } {
  const certificates = ders.map(readCertificate);
  const isVouchedFor = (index: number) => {
    const certificate = certificates[index];
    if (!certificate || isSelfIssued(certificate)) return false;
    return certificates.some((issuer) => issuer !== certificate && canBeIssuer(issuer, certificate));
  };
  return {
    anchors: ders.filter((_, index) => !isVouchedFor(index)),
    intermediates: ders.filter((_, index) => isVouchedFor(index)),
  };
}
