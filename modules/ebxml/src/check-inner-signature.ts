import { verifyEnveloped } from '@samband/crypto';
import type { Terms } from './terms.ts';

/** What is found of the document's own signature. A fault of it is told, and its receiver judges it. */
export type InnerSignature = 'none' | 'valid' | 'by-another' | `invalid-${string}`;

/** Looks at every document that comes in: a text search, where there is none. */
const mark = Buffer.from('http://www.w3.org/2000/09/xmldsig#');

/**
 * The signature inside the document, by a certificate that the register has of the sender. The enterprise's key signs it
 * in flows of NAV and HELFO; elsewhere it may be a person's, whom the register does not know. By algorithms the agreement holds for it as for the envelope.
 */
export function checkInnerSignature(
  document: Buffer,
  { signingCertificates, signatureAlgorithms: algorithms }: Pick<Terms, 'signingCertificates' | 'signatureAlgorithms'>,
): InnerSignature {
  if (!document.includes(mark)) return 'none';
  const keys = signingCertificates.map((certificate) => ({ certificate }));
  const verdict = verifyEnveloped(document, keys, { algorithms });
  if (verdict.valid) return 'valid';
  return verdict.reason === 'signer-unknown' ? 'by-another' : `invalid-${verdict.reason}`;
}
