import { hash } from 'node:crypto';
import { type Der, integer, nullValue, objectIdentifier, octetString, sequence } from '../../asn1/write-der.ts';
import type { Certificate } from '../certificate.ts';

/** The name of a certificate in OCSP (RFC 6960 §4.1.1): hashes of its issuer's name and key, and its serial number. */
export interface OcspCertificateId {
  readonly der: Der;
  /** Both hashes as hex: of which issuer. */
  readonly issuerText: string;
}

const sha1 = '1.3.14.3.2.26';

/** SHA-1, which every responder knows (RFC 5019 §2.1.1). It finds the certificate; the answer is signed with more. */
export function certificateIdOf(issuer: Certificate, serialNumber: string): OcspCertificateId {
  const nameHash = hash('sha1', issuer.subject.der, 'buffer');
  const keyHash = hash('sha1', issuer.publicKeyBits, 'buffer');
  const algorithm = sequence(objectIdentifier(sha1), nullValue);
  const serial = integer(Buffer.from(serialNumber, 'hex'));
  return {
    der: sequence(algorithm, octetString(nameHash), octetString(keyHash), serial),
    issuerText: Buffer.concat([nameHash, keyHash]).toString('hex'),
  };
}
