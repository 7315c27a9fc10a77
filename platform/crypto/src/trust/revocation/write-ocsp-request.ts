import { context, derBytes, objectIdentifier, octetString, sequence } from '../../asn1/write-der.ts';
import { extensionOids } from '../extensions.ts';
import type { OcspCertificateId } from './ocsp-certificate-id.ts';

/** A request about one certificate (RFC 6960 §4.1), with a nonce that the answer should repeat (RFC 8954). */
export function writeOcspRequest({ der }: OcspCertificateId, nonce: Uint8Array): Buffer {
  const nonceExtension = sequence(objectIdentifier(extensionOids.ocspNonce), octetString(derBytes(octetString(nonce))));
  return derBytes(sequence(sequence(sequence(sequence(der)), context(2, sequence(nonceExtension)))));
}
