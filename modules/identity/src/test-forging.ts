import { constants, createHash, KeyObject, randomUUID, sign } from 'node:crypto';
import * as jose from 'jose';

export interface KeyPair {
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: jose.JWK;
}

export async function keyPair(alg = 'ES256'): Promise<KeyPair> {
  const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true });
  return { alg, privateKey: KeyObject.from(privateKey), publicJwk: await jose.exportJWK(publicKey) };
}

/** Takes what a test wants otherwise: claims and header set over the right ones; undefined leaves one out. */
export interface Forged {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
}

/** Signs whatever it is given, by the key's own algorithm; jose would refuse to write half of what tests must send. */
export function signJws(key: KeyPair, header: Record<string, unknown>, claims: object): string {
  const text = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${text({ alg: key.alg, ...header })}.${text(claims)}`;
  const bits = key.alg.slice(2);
  const hash = /^\d+$/.test(bits) ? `sha${bits}` : null;
  const padding = key.alg.startsWith('PS') ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  const options = key.privateKey.asymmetricKeyType === 'rsa' ? { padding, saltLength: Number(bits) / 8 } : {};
  const signature = sign(hash, Buffer.from(signed), { key: key.privateKey, dsaEncoding: 'ieee-p1363', ...options });
  return `${signed}.${signature.toString('base64url')}`;
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** A client assertion as HelseID wants it. */
export async function clientAssertion(key: KeyPair, clientId: string, audience: string, forged: Forged = {}) {
  const iat = nowSeconds();
  const claims = { iss: clientId, sub: clientId, aud: audience, iat, nbf: iat, exp: iat + 30, jti: randomUUID() };
  return signJws(key, { typ: 'client-authentication+jwt', ...forged.header }, { ...claims, ...forged.claims });
}

/** A DPoP proof; with an access token for an API, with a nonce for the token endpoint. */
export async function dpopProof(
  key: KeyPair,
  { method, url, accessToken, nonce }: { method: string; url: string; accessToken?: string; nonce?: string },
  forged: Forged = {},
): Promise<string> {
  const ath = accessToken === undefined ? undefined : hashOf(accessToken);
  const claims = { jti: randomUUID(), htm: method, htu: url, iat: nowSeconds(), ath, nonce };
  const header = { typ: 'dpop+jwt', jwk: key.publicJwk, ...forged.header };
  return signJws(key, header, { ...claims, ...forged.claims });
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
