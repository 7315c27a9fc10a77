import { constants, type KeyObject, verify } from 'node:crypto';

interface SignatureAlgorithm {
  readonly kty: 'RSA' | 'EC' | 'OKP';
  /** The curve that RFC 7518 §3.4 and RFC 8037 tie to the algorithm. */
  readonly crv?: string;
  readonly hash: 'sha256' | 'sha384' | 'sha512' | null;
  /** Exact for ECDSA and EdDSA; RSA signatures are as long as their modulus. */
  readonly signatureSizeBytes?: number;
  readonly options: object;
}

const pkcs1 = { padding: constants.RSA_PKCS1_PADDING };
const pss = (saltLength: number) => ({ padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
const ecdsa = { dsaEncoding: 'ieee-p1363' };
const eddsa: SignatureAlgorithm = { kty: 'OKP', crv: 'Ed25519', hash: null, signatureSizeBytes: 64, options: {} };

/**
 * Every signature algorithm that is accepted from a client, in assertions and proofs (HelseID: RS, PS, ES 256–512;
 * FAPI 2.0 §5.4 adds EdDSA with Ed25519). What is not here does not exist: no `none`, no HMAC.
 */
const algorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map<string, SignatureAlgorithm>([
  ['PS256', { kty: 'RSA', hash: 'sha256', options: pss(32) }],
  ['PS384', { kty: 'RSA', hash: 'sha384', options: pss(48) }],
  ['PS512', { kty: 'RSA', hash: 'sha512', options: pss(64) }],
  ['ES256', { kty: 'EC', crv: 'P-256', hash: 'sha256', signatureSizeBytes: 64, options: ecdsa }],
  ['ES384', { kty: 'EC', crv: 'P-384', hash: 'sha384', signatureSizeBytes: 96, options: ecdsa }],
  ['ES512', { kty: 'EC', crv: 'P-521', hash: 'sha512', signatureSizeBytes: 132, options: ecdsa }],
  ['RS256', { kty: 'RSA', hash: 'sha256', options: pkcs1 }],
  ['RS384', { kty: 'RSA', hash: 'sha384', options: pkcs1 }],
  ['RS512', { kty: 'RSA', hash: 'sha512', options: pkcs1 }],
  ['EdDSA', eddsa],
  ['Ed25519', eddsa],
]);

export const algorithmNames: readonly string[] = [...algorithms.keys()];

export function isSignatureAlgorithm(name: unknown): name is string {
  return typeof name === 'string' && algorithms.has(name);
}

/** Whether a key of this type and curve may be used with the algorithm: nothing is guessed from the key. */
export function algorithmFits(name: string, key: { kty: string; crv?: string | undefined }): boolean {
  const algorithm = algorithms.get(name);
  return algorithm !== undefined && algorithm.kty === key.kty && algorithm.crv === key.crv;
}

/** True only for a matching signature; a signature of the wrong size is simply false. */
export function signatureMatches(name: string, key: KeyObject, signed: Uint8Array, signature: Uint8Array): boolean {
  const algorithm = algorithms.get(name);
  if (!algorithm) return false;
  if (algorithm.signatureSizeBytes !== undefined && algorithm.signatureSizeBytes !== signature.length) return false;
  return verify(algorithm.hash, signed, { key, ...algorithm.options }, signature);
}
