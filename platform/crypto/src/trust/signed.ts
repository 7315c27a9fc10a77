import { constants, type KeyObject, verify } from 'node:crypto';
import { readBitString } from '../asn1/asn1-content.ts';
import { Asn1Fields } from '../asn1/asn1-fields.ts';
import { Asn1Unreadable } from '../asn1/asn1-unreadable.ts';
import type { Asn1Value } from '../asn1/asn1-value.ts';
import { tags } from '../asn1/tags.ts';
import { readSignatureAlgorithm, type SignatureAlgorithm } from './signature-algorithm.ts';

/** What certificates, revocation lists and OCSP answers have in common: content, algorithm, signature. */
export interface Signed {
  /** The content as it was signed. */
  readonly bytes: Uint8Array;
  /** Undefined: one that we do not take. */
  readonly algorithm: SignatureAlgorithm | undefined;
  readonly signature: Uint8Array;
}

export interface ReadSigned {
  readonly signed: Signed;
  readonly content: Asn1Value;
  readonly algorithmDer: Uint8Array;
  /** What follows the signature. */
  readonly rest: Asn1Fields;
}

export type SignatureCheck = 'right' | 'wrong' | 'algorithm-refused';

/** The SIGNED macro of X.509: `SEQUENCE { content, AlgorithmIdentifier, BIT STRING }`. */
export function readSigned(value: Asn1Value, name: string): ReadSigned {
  const rest = new Asn1Fields(value);
  const content = rest.take(tags.sequence, name);
  const algorithm = rest.take(tags.sequence, 'signatureAlgorithm');
  const signature = readBitString(rest.take(tags.bitString, 'signatureValue'));
  const signed = { bytes: content.bytes, algorithm: readSignatureAlgorithm(algorithm), signature };
  return { signed, content, algorithmDer: algorithm.bytes, rest };
}

/** The algorithm stands twice, and only one place is signed (RFC 5280 §4.1.1.2). */
export function requireSameAlgorithm(inside: Asn1Value, { algorithmDer }: ReadSigned): void {
  if (Buffer.compare(inside.bytes, algorithmDer) !== 0) throw new Asn1Unreadable('two signature algorithms');
}

/** Whether the key made the signature, by an algorithm that is on the list and with a key that is long enough. */
export function verifySigned({ bytes, algorithm, signature }: Signed, key: KeyObject): SignatureCheck {
  if (!algorithm || !isStrongKey(key)) return 'algorithm-refused';
  if (key.asymmetricKeyType !== algorithm.keyType) return 'wrong';
  const { digest, pssSaltLength: saltLength } = algorithm;
  const pss = saltLength === undefined ? {} : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  return verify(digest, bytes, { key, ...pss }, signature) ? 'right' : 'wrong';
}

const rsaBitsMin = 2_048;
const ecBitsMin = 256;

/** RSA of 2048 bits or more, or one of the NIST curves of 256 bits or more. */
export function isStrongKey(key: KeyObject): boolean {
  if (key.asymmetricKeyType === 'rsa') return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= rsaBitsMin;
  const curve = /^(?:prime|secp)([0-9]+)/.exec(key.asymmetricKeyDetails?.namedCurve ?? '');
  return key.asymmetricKeyType === 'ec' && Number(curve?.[1] ?? 0) >= ecBitsMin;
}
