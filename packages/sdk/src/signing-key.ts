import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';

/** A private key as JWK (RFC 7517): RSA of 3072 bits or more, or EC on P-256, P-384 or P-521. */
export type PrivateJwk = JWK & { readonly kty?: string; readonly kid?: string };
export type PublicJwk = JWK;

export interface KeyPair {
  readonly privateJwk: PrivateJwk;
  /** The half to register at the network. */
  readonly publicJwk: PublicJwk;
}

/** A key that can sign. The header names the key when the JWK has a `kid`: register the key under the same. */
export interface SigningKey {
  sign(type: string, claims: JWTPayload): Promise<string>;
}

const CURVE_ALGORITHMS: Readonly<Record<string, string>> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };
/** Members that make a JWK private (RFC 7518 §6.2.2 and §6.3.2). */
const PRIVATE_MEMBERS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']);

/** Makes a client key pair (ES256). The private half stays with you; register the public one. */
export async function createKeyPair(): Promise<KeyPair> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const bare = await exportJWK(privateKey);
  const privateJwk = { ...bare, kid: await calculateJwkThumbprint(bare), alg: 'ES256', use: 'sig' };
  return { privateJwk, publicJwk: publicPart(privateJwk) };
}

/** @throws TypeError, in words, when the key cannot sign: a public key, a symmetric one, an unknown curve. */
export async function readSigningKey(jwk: PrivateJwk): Promise<SigningKey> {
  const algorithm = algorithmOf(jwk);
  if (typeof jwk.d !== 'string') throw new TypeError('privateJwk is a public key: its member "d" is missing');
  const key = await importJWK({ ...jwk }, algorithm);
  const header = { alg: algorithm, ...(jwk.kid && { kid: jwk.kid }) };
  return { sign: (type, claims) => new SignJWT(claims).setProtectedHeader({ ...header, typ: type }).sign(key) };
}

/** PS256 for RSA, ES256/384/512 by curve (HelseID's own samples); a key's own `alg` goes first. */
function algorithmOf(jwk: PrivateJwk): string {
  const byType = jwk.kty === 'RSA' ? 'PS256' : jwk.kty === 'EC' ? CURVE_ALGORITHMS[jwk.crv ?? ''] : undefined;
  if (!byType) throw new TypeError(`privateJwk must be an RSA or EC key (P-256, P-384, P-521), not "${jwk.kty}"`);
  return jwk.kty === 'RSA' && jwk.alg?.match(/^[RP]S(256|384|512)$/) ? jwk.alg : byType;
}

export function publicPart(jwk: JWK): PublicJwk {
  const members = Object.entries(jwk).filter(([name]) => !PRIVATE_MEMBERS.has(name));
  return Object.fromEntries(members) as PublicJwk;
}
