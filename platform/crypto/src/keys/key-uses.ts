import { readCertificate } from '../trust/certificate.ts';

export type KeyUse = 'signing' | 'encryption';

/** What a certificate lets its key do (RFC 5280 §4.2.1.3); both where it does not say. */
export function usesOf(certificate: Uint8Array): KeyUse[] {
  const { keyUsage } = readCertificate(certificate);
  if (!keyUsage) return ['signing', 'encryption'];
  const uses: KeyUse[] = [];
  if (keyUsage.includes('nonRepudiation') || keyUsage.includes('digitalSignature')) uses.push('signing');
  if (keyUsage.includes('keyEncipherment') || keyUsage.includes('dataEncipherment')) uses.push('encryption');
  return uses;
}
