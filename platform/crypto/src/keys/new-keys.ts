import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readCertificate } from '../trust/certificate.ts';
import type { NewKey } from './key-store.ts';
import { loadPkcs12 } from './load-pkcs12.ts';

/**
 * The keys of a PKCS#12 file, ready to be kept; each belongs to the organisation that its certificate names.
 *
 * @throws Pkcs12Unreadable
 */
export function keysInPkcs12(file: Uint8Array, password: string): NewKey[] {
  return loadPkcs12(file, password).map(({ privateKey, certificate }) => ({
    owner: ownerOf(certificate),
    privateKey,
    certificate,
  }));
}

/** A key in PEM (PKCS#8, without a password) and its certificate in PEM or DER. Throws what Node does where either is none. */
export function keyInPem(key: Uint8Array, certificate: Uint8Array): NewKey {
  const { raw } = new X509Certificate(certificate);
  return { owner: ownerOf(raw), privateKey: createPrivateKey(Buffer.from(key)), certificate: raw };
}

/** One that names no organisation is still found by its thumbprint. */
function ownerOf(certificate: Uint8Array): string {
  return readCertificate(certificate).organizationNumber ?? 'unnamed';
}
