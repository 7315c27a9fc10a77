import { publicKeyOf, thumbprintOf } from './certificate-key.ts';
import { fitsKey, isSignedBy, type SignatureAlgorithm } from './signature-algorithm.ts';
import type { SignatureParts } from './signature-parts.ts';
import { SignatureRefusal } from './signature-refusal.ts';
import type { Signer, VerificationKey } from './verdict.ts';

/** A party has one certificate, or two while one takes over from the other. */
const KEY_MAX = 20;

/**
 * Whose of the given keys made the signature. A certificate in the message is asked only when none of them did, and only
 * to say why: a right signature by a stranger, or a wrong one.
 */
export function findSigner(
  parts: SignatureParts,
  algorithm: SignatureAlgorithm,
  keys: readonly VerificationKey[],
): Signer {
  if (keys.length > KEY_MAX) throw new TypeError(`More than ${KEY_MAX} certificates for one signer`);
  const signer = keys.find(({ certificate }) => isMadeWith(certificate, parts, algorithm));
  if (signer) return { certificate: signer.certificate, thumbprint: thumbprintOf(signer.certificate) };
  const [embedded] = parts.embeddedCertificates;
  if (embedded && isMadeWith(embedded, parts, algorithm)) throw new SignatureRefusal('signer-unknown');
  throw new SignatureRefusal(keys.some((key) => fits(key, algorithm)) ? 'signature-mismatch' : 'key-unfit');
}

function isMadeWith(certificate: Uint8Array, parts: SignatureParts, algorithm: SignatureAlgorithm): boolean {
  const key = publicKeyOf(certificate);
  return key !== undefined && isSignedBy(algorithm, key, parts.canonicalBytes, parts.value);
}

function fits({ certificate }: VerificationKey, algorithm: SignatureAlgorithm): boolean {
  const key = publicKeyOf(certificate);
  return key !== undefined && fitsKey(algorithm, key);
}
