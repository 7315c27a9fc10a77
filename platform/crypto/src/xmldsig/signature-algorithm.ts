import { constants, type KeyObject, sign, verify } from 'node:crypto';
import type { TokenKey } from '../keys/token-key.ts';

/** Short names, for options and for people; what stands in a signature is the URI. */
export type SignatureAlgorithmName =
  | 'rsa-sha256'
  | 'rsa-sha384'
  | 'rsa-sha512'
  | 'rsa-pss-sha256'
  | 'rsa-pss-sha384'
  | 'rsa-pss-sha512'
  | 'ecdsa-sha256'
  | 'ecdsa-sha384'
  | 'ecdsa-sha512';

export interface SignatureAlgorithm {
  readonly uri: string;
  readonly name: SignatureAlgorithmName | 'rsa-sha1';
  readonly hash: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly scheme: 'rsa' | 'rsa-pss' | 'ecdsa';
}

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const mgf1 = 'http://www.w3.org/2007/05/xmldsig-more#';

/** All that are ever accepted (RFC 9231 §2.3). No HMAC: a public key would be its secret. No DSA. */
const algorithms: readonly SignatureAlgorithm[] = [
  { uri: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', name: 'rsa-sha1', hash: 'sha1', scheme: 'rsa' },
  ...(['sha256', 'sha384', 'sha512'] as const).flatMap((hash): SignatureAlgorithm[] => [
    { uri: `${more}rsa-${hash}`, name: `rsa-${hash}`, hash, scheme: 'rsa' },
    { uri: `${mgf1}${hash}-rsa-MGF1`, name: `rsa-pss-${hash}`, hash, scheme: 'rsa-pss' },
    { uri: `${more}ecdsa-${hash}`, name: `ecdsa-${hash}`, hash, scheme: 'ecdsa' },
  ]),
];

const byUri = new Map(algorithms.map((algorithm) => [algorithm.uri, algorithm]));
const byName = new Map(algorithms.map((algorithm) => [algorithm.name, algorithm]));

/** Below this an RSA key proves nothing. Not 2,048, because the cards of Norwegian professionals have 2,032. */
const RSA_BITS_MIN = 2000;
/** Above this a check costs more than anybody's key is worth: a certificate in a message may hold any number. */
const RSA_BITS_MAX = 8192;
const RSA_EXPONENT_MAX = 0xffff_ffffn;

export function signatureAlgorithm(uri: string): SignatureAlgorithm | undefined {
  return byUri.get(uri);
}

/**
 * The algorithm that is signed with: the named one, else the usual one of the key.
 *
 * @throws {TypeError} the key cannot sign so
 */
export function sendableAlgorithm(key: KeyObject | TokenKey, name = usualName(key)): SignatureAlgorithm {
  const algorithm = byName.get(name);
  if (!algorithm || algorithm.hash === 'sha1') throw new TypeError(`Nothing is signed with ${name}`);
  const fits = key.type === 'token' ? algorithm.scheme === 'rsa' : fitsKey(algorithm, key);
  if (!fits) throw new TypeError(`This key does not sign ${name}`);
  return algorithm;
}

/** Whether a key is of the kind that an algorithm takes, and strong enough. */
export function fitsKey({ scheme }: SignatureAlgorithm, key: KeyObject): boolean {
  const type = key.asymmetricKeyType;
  if (scheme === 'ecdsa') return type === 'ec';
  return (type === 'rsa' || (type === 'rsa-pss' && scheme === 'rsa-pss')) && isReasonableRsa(key);
}

export function signBytes(algorithm: SignatureAlgorithm, key: KeyObject | TokenKey, bytes: Uint8Array): Buffer {
  if (key.type !== 'token') return sign(algorithm.hash, bytes, withParameters(algorithm, key));
  if (algorithm.hash === 'sha1') throw new TypeError('Nothing is signed with SHA-1');
  return key.sign(algorithm.hash, bytes);
}

export function isSignedBy(
  algorithm: SignatureAlgorithm,
  key: KeyObject,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  return fitsKey(algorithm, key) && verify(algorithm.hash, bytes, withParameters(algorithm, key), signature);
}

/**
 * XML signatures hold the two numbers of ECDSA as they are (RFC 9231 §2.3.6), and salt of the digest's length in PSS. RSA
 * of PKCS #1 v1.5 is what a key of type `rsa` does unasked: alone, it is taken without being exported and read again.
 */
function withParameters({ scheme }: SignatureAlgorithm, key: KeyObject) {
  if (scheme === 'ecdsa') return { key, dsaEncoding: 'ieee-p1363' } as const;
  if (scheme === 'rsa') return key;
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}

function isReasonableRsa(key: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  return modulusLength >= RSA_BITS_MIN && modulusLength <= RSA_BITS_MAX && publicExponent <= RSA_EXPONENT_MAX;
}

function usualName(key: KeyObject | TokenKey): SignatureAlgorithmName {
  if (key.type === 'token') return 'rsa-sha256';
  if (key.asymmetricKeyType === 'rsa-pss') return 'rsa-pss-sha256';
  if (key.asymmetricKeyType !== 'ec') return 'rsa-sha256';
  const hashOfCurve = { secp384r1: 'sha384', secp521r1: 'sha512' } as const;
  const curve = key.asymmetricKeyDetails?.namedCurve as keyof typeof hashOfCurve | undefined;
  return `ecdsa-${(curve && hashOfCurve[curve]) ?? 'sha256'}`;
}
