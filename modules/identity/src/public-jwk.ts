import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { DomainError } from '@samband/errors';

/** A public signing key with the members that identify it (RFC 7638) and nothing else. */
export type PublicJwk =
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string; readonly crv?: undefined }
  | { readonly kty: 'EC'; readonly crv: string; readonly x: string; readonly y: string }
  | { readonly kty: 'OKP'; readonly crv: string; readonly x: string };

/** A key that is not taken. Says why; never repeats any part of the key. */
export class KeyRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'key-refused';
  constructor(why: string) {
    super(`The key is refused: ${why}`, { why });
  }
}

/** RFC 7518 §6.2.2, §6.3.2, §6.4 and RFC 9964: members that only a private or secret key has. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'] as const;
const rsaModulusBitsMin = 2048;
/** Verification time grows with the square of the modulus; HelseID's own library uses 4096. */
const rsaModulusBitsMax = 8192;
const curves: Readonly<Record<string, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 };
const ed25519SizeBytes = 32;

/** Reads a JWK by its text alone; {@link importPublicJwk} then checks its numbers. Throws {@link KeyRefused}. */
export function readPublicJwk(value: unknown): PublicJwk {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new KeyRefused('it is not a JWK');
  const jwk = value as Record<string, unknown>;
  if (privateMembers.some((member) => member in jwk)) {
    throw new KeyRefused('it holds private members; treat that key as exposed, make a new one, send its public half');
  }
  if (jwk['use'] !== undefined && jwk['use'] !== 'sig') throw new KeyRefused('its use is not "sig"');
  switch (jwk['kty']) {
    case 'RSA':
      return { kty: 'RSA', n: rsaModulus(jwk['n']), e: bytesText(jwk['e'], 'e', 1, 4) };
    case 'EC':
      return ellipticKey(jwk);
    case 'OKP':
      if (jwk['crv'] !== 'Ed25519') throw new KeyRefused('the only OKP curve for signing here is Ed25519');
      return { kty: 'OKP', crv: 'Ed25519', x: bytesText(jwk['x'], 'x', ed25519SizeBytes, ed25519SizeBytes) };
    default:
      throw new KeyRefused('kty must be RSA, EC or OKP; shared secrets are not accepted');
  }
}

/** The key for node:crypto; throws {@link KeyRefused} when its numbers make no usable key. */
export function importPublicJwk(jwk: PublicJwk): KeyObject {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    throw new KeyRefused('its numbers are not a public key of that type');
  }
  if (jwk.kty === 'RSA') {
    const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
    if (modulusLength < rsaModulusBitsMin || modulusLength > rsaModulusBitsMax) {
      throw new KeyRefused(`an RSA key has ${rsaModulusBitsMin} to ${rsaModulusBitsMax} bits`);
    }
    if (publicExponent < 3n || publicExponent % 2n === 0n) throw new KeyRefused('its public exponent is not usable');
  }
  return key;
}

/** RFC 7638 SHA-256 thumbprint, base64url: the members in lexical order, nothing between them. */
export function jwkThumbprint(jwk: PublicJwk): string {
  return createHash('sha256').update(canonicalText(jwk)).digest('base64url');
}

/** The values are checked base64url and known curve names, so no escaping is needed. */
function canonicalText(jwk: PublicJwk): string {
  switch (jwk.kty) {
    case 'RSA':
      return `{"e":"${jwk.e}","kty":"RSA","n":"${jwk.n}"}`;
    case 'EC':
      return `{"crv":"${jwk.crv}","kty":"EC","x":"${jwk.x}","y":"${jwk.y}"}`;
    case 'OKP':
      return `{"crv":"${jwk.crv}","kty":"OKP","x":"${jwk.x}"}`;
  }
}

function ellipticKey(jwk: Record<string, unknown>): PublicJwk {
  const crv = jwk['crv'];
  const size = typeof crv === 'string' && Object.hasOwn(curves, crv) ? curves[crv] : undefined;
  if (typeof crv !== 'string' || size === undefined) throw new KeyRefused('the EC curve must be P-256, P-384 or P-521');
  return { kty: 'EC', crv, x: bytesText(jwk['x'], 'x', size, size), y: bytesText(jwk['y'], 'y', size, size) };
}

function rsaModulus(value: unknown): string {
  return bytesText(value, 'n', rsaModulusBitsMin / 8, rsaModulusBitsMax / 8);
}

function bytesText(value: unknown, member: string, sizeMinBytes: number, sizeMaxBytes: number): string {
  const wanted = sizeMinBytes === sizeMaxBytes ? `${sizeMinBytes}` : `${sizeMinBytes} to ${sizeMaxBytes}`;
  const refusal = `its member ${member} must be ${wanted} bytes in base64url`;
  if (typeof value !== 'string' || value.length > sizeMaxBytes * 2) throw new KeyRefused(refusal);
  const bytes = Buffer.from(value, 'base64url');
  const fits = bytes.length >= sizeMinBytes && bytes.length <= sizeMaxBytes;
  if (!fits || bytes.toString('base64url') !== value) throw new KeyRefused(refusal);
  return value;
}
