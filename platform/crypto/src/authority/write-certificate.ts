import { createPublicKey, hash, type KeyObject, randomBytes } from 'node:crypto';
import { context, type Der, type DerPart, integer, sequence, time } from '../asn1/write-der.ts';
import { signatureAlgorithmOf, signStructure } from './sign-structure.ts';

export interface CertificateParts {
  /** A Name in DER. */
  readonly subject: DerPart;
  readonly publicKey: KeyObject;
  readonly issuer: DerPart;
  readonly issuerKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Der[];
}

/** A certificate of version 3 in DER, with a serial number that nobody can guess (RFC 5280 §4.1). */
export function writeCertificate(parts: CertificateParts): Buffer {
  const content = sequence(
    context(0, integer(2)),
    integer(serialNumber()),
    signatureAlgorithmOf(parts.issuerKey),
    parts.issuer,
    sequence(time(parts.notBefore), time(parts.notAfter)),
    parts.subject,
    parts.publicKey.export({ format: 'der', type: 'spki' }),
    context(3, sequence(...parts.extensions)),
  );
  return signStructure(content, parts.issuerKey);
}

/** SHA-1 over the key, as RFC 5280 §4.2.1.2 proposes: a name, which needs no secrecy and no strength. */
export function keyIdentifier(key: KeyObject): Buffer {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return hash('sha1', publicKey.export({ format: 'der', type: 'spki' }), 'buffer');
}

/** 127 bits of chance, positive and of full length. */
function serialNumber(): Uint8Array {
  const octets = randomBytes(16);
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return octets;
}
