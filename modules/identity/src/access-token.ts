import type { KeyObject } from 'node:crypto';
import { readCompactJws } from './compact-jws.ts';
import { TokenExpired, type TokenFault, TokenInvalid } from './errors.ts';
import { signatureMatches } from './signature-algorithms.ts';

/** Ours are near 1 kB; a client with a hundred long scopes stays below this. */
export const tokenSizeMaxChars = 8192;

/** The claim names of HelseID: vendors' code already reads them. */
export const organizationNumberClaim = 'helseid://claims/client/claims/orgnr_parent';
export const clientNameClaim = 'helseid://claims/client/client_name';

/** What a sound access token says. */
export interface AccessToken {
  readonly clientId: string;
  readonly clientName: string | undefined;
  readonly organizationNumber: string;
  readonly scopes: ReadonlySet<string>;
  /** RFC 7638 thumbprint of the key that proofs must be made with. */
  readonly proofKeyThumbprint: string;
  readonly expiresAtSeconds: number;
  /** Which of our keys signed it. */
  readonly kid: string;
}

export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** How far clocks may differ, in seconds. */
  readonly clockSkewSeconds: number;
  /** The issuer's own key by its id; undefined for a key that is not ours. */
  findKey(kid: string): Promise<{ algorithm: string; key: KeyObject } | undefined>;
}

/**
 * Checks an access token in the order of HelseID's rules for resource APIs (and RFC 9068 §4): signature, type, issuer,
 * audience, times, binding. Throws {@link TokenInvalid} or {@link TokenExpired}.
 */
export async function checkAccessToken(
  text: string,
  nowSeconds: number,
  rules: TokenRules,
): Promise<{ token: AccessToken; signedWith: KeyObject }> {
  const { header, payload, signed, signature } = readCompactJws(text, tokenSizeMaxChars) ?? refuse('malformed');
  const { kid, alg, typ } = header;
  if (typeof kid !== 'string') return refuse('key');
  const { algorithm, key } = (await rules.findKey(kid)) ?? refuse('key');
  // The key says the algorithm, never the token: `none` and HMAC with a public key end here.
  if (alg !== algorithm) refuse('algorithm');
  if (!signatureMatches(algorithm, key, signed, signature)) refuse('signature');
  if (typ !== 'at+jwt') refuse('type');
  if (payload['iss'] !== rules.issuer) refuse('issuer');
  if (payload['aud'] !== rules.audience) refuse('audience');
  const expiresAtSeconds = checkTimes(payload, nowSeconds, rules.clockSkewSeconds);
  return { token: { ...readClaims(payload), expiresAtSeconds, kid }, signedWith: key };
}

/** Throws when the token has expired; apart, because a token that was checked before still grows old. */
export function checkNotExpired(expiresAtSeconds: number, nowSeconds: number, clockSkewSeconds: number): void {
  if (nowSeconds >= expiresAtSeconds + clockSkewSeconds) throw new TokenExpired();
}

function checkTimes(payload: Readonly<Record<string, unknown>>, nowSeconds: number, clockSkewSeconds: number): number {
  const { iat, nbf = iat, exp } = payload;
  if (!isInstant(iat) || !isInstant(nbf) || !isInstant(exp) || exp <= iat) return refuse('times');
  if (Math.max(iat, nbf) > nowSeconds + clockSkewSeconds) refuse('not-yet-valid');
  checkNotExpired(exp, nowSeconds, clockSkewSeconds);
  return exp;
}

function readClaims(payload: Readonly<Record<string, unknown>>): Omit<AccessToken, 'expiresAtSeconds' | 'kid'> {
  const { client_id: clientId, scope, cnf } = payload;
  const organizationNumber = payload[organizationNumberClaim];
  const clientName = payload[clientNameClaim];
  const jkt = typeof cnf === 'object' && cnf !== null && 'jkt' in cnf ? cnf.jkt : undefined;
  if (typeof jkt !== 'string') return refuse('binding');
  if (typeof clientId !== 'string' || typeof organizationNumber !== 'string' || typeof scope !== 'string') {
    return refuse('claims');
  }
  return {
    clientId,
    clientName: typeof clientName === 'string' ? clientName : undefined,
    organizationNumber,
    scopes: new Set(scope.split(' ')),
    proofKeyThumbprint: jkt,
  };
}

function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function refuse(fault: TokenFault): never {
  throw new TokenInvalid(fault);
}
