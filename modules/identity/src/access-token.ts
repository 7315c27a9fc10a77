import type { KeyObject } from 'node:crypto';
import { readCompactJws } from './compact-jws.ts';
import { TokenExpired, type TokenFault, TokenInvalid } from './errors.ts';
import { audienceOf } from './scope.ts';
import { signatureMatches } from './signature-algorithms.ts';
import { clientNameClaim, organizationNumberClaim, organizationNumberClaimOld } from './token-claims.ts';

/** Ours are near 1 kB; a client with a hundred long scopes stays below this. */
export const tokenSizeMaxChars = 8192;

/** What a sound access token says. */
export interface AccessToken {
  readonly clientId: string;
  readonly clientName: string | undefined;
  /** For whom the client acts: the legal entity. */
  readonly organizationNumber: string;
  /** The APIs that it is for, all of them ours. */
  readonly audiences: ReadonlySet<string>;
  /** The client whose token this one was exchanged for (RFC 8693 §4.1). */
  readonly subjectClientId?: string;
  readonly scopes: ReadonlySet<string>;
  /** RFC 7638 thumbprint of the key that proofs must be made with. */
  readonly proofKeyThumbprint: string;
  readonly expiresAtSeconds: number;
  /** Which of the issuer's keys signed it. */
  readonly kid: string;
}

export interface TokenRules {
  readonly issuer: string;
  /** Our APIs. A token that is for somebody else as well is refused: they could use it here. */
  readonly audiences: ReadonlySet<string>;
  /** What may stand as `typ`. */
  readonly types: ReadonlySet<unknown>;
  /** How far clocks may differ, in seconds. */
  readonly clockSkewSeconds: number;
  /** The issuer's key by its id; undefined for a key that is not the issuer's. */
  findKey(kid: string): Promise<TokenKey | undefined>;
}

/** A key of the issuer, with what it signs by. */
export interface TokenKey {
  readonly key: KeyObject;
  readonly algorithms: ReadonlySet<string>;
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
  const { algorithms, key } = (await rules.findKey(kid)) ?? refuse('key');
  // The key says the algorithm, never the token: `none` and HMAC with a public key end here.
  if (typeof alg !== 'string' || !algorithms.has(alg)) return refuse('algorithm');
  if (!signatureMatches(alg, key, signed, signature)) refuse('signature');
  if (!rules.types.has(typ)) refuse('type');
  if (payload['iss'] !== rules.issuer) refuse('issuer');
  const audiences = checkAudiences(payload['aud'], rules.audiences);
  const expiresAtSeconds = checkTimes(payload, nowSeconds, rules.clockSkewSeconds);
  return { token: { ...readClaims(payload), audiences, expiresAtSeconds, kid }, signedWith: key };
}

/** Throws when the token is not for the API that this scope belongs to. */
export function checkAudienceOfScope({ audiences }: AccessToken, scope: string): void {
  if (!audiences.has(audienceOf(scope))) refuse('audience');
}

/** Throws when the token has expired; apart, because a token that was checked before still grows old. */
export function checkNotExpired(expiresAtSeconds: number, nowSeconds: number, clockSkewSeconds: number): void {
  if (nowSeconds >= expiresAtSeconds + clockSkewSeconds) throw new TokenExpired();
}

function checkAudiences(aud: unknown, ours: ReadonlySet<string>): ReadonlySet<string> {
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  const isOurs = (audience: unknown): audience is string => typeof audience === 'string' && ours.has(audience);
  return audiences.length > 0 && audiences.every(isOurs) ? new Set(audiences) : refuse('audience');
}

function checkTimes(payload: Readonly<Record<string, unknown>>, nowSeconds: number, clockSkewSeconds: number): number {
  const { iat, nbf = iat, exp } = payload;
  if (!isInstant(iat) || !isInstant(nbf) || !isInstant(exp) || exp <= iat) return refuse('times');
  if (Math.max(iat, nbf) > nowSeconds + clockSkewSeconds) refuse('not-yet-valid');
  checkNotExpired(exp, nowSeconds, clockSkewSeconds);
  return exp;
}

function readClaims(
  payload: Readonly<Record<string, unknown>>,
): Omit<AccessToken, 'audiences' | 'expiresAtSeconds' | 'kid'> {
  const { client_id: clientId, cnf } = payload;
  const scopes = readScopes(payload['scope']);
  const organizationNumber = payload[organizationNumberClaim] ?? payload[organizationNumberClaimOld];
  const clientName = payload[clientNameClaim];
  const subjectClientId = readSubjectClient(payload['act']);
  const jkt = typeof cnf === 'object' && cnf !== null && 'jkt' in cnf ? cnf.jkt : undefined;
  if (typeof jkt !== 'string') return refuse('binding');
  if (typeof clientId !== 'string' || typeof organizationNumber !== 'string') return refuse('claims');
  return {
    clientId,
    clientName: typeof clientName === 'string' ? clientName : undefined,
    organizationNumber,
    scopes,
    proofKeyThumbprint: jkt,
    ...(subjectClientId !== undefined && { subjectClientId }),
  };
}

/** The actor before the present one, as our token exchange writes it; see token-exchange.ts. */
function readSubjectClient(act: unknown): string | undefined {
  const { act: before } = (act ?? {}) as { act?: unknown };
  const { sub } = (before ?? {}) as { sub?: unknown };
  return typeof sub === 'string' ? sub : undefined;
}

/** A list in the tokens of HelseID, one text by RFC 9068 §2.2.3. */
function readScopes(scope: unknown): ReadonlySet<string> {
  const scopes: readonly unknown[] = typeof scope === 'string' ? scope.split(' ') : Array.isArray(scope) ? scope : [];
  const isText = (entry: unknown): entry is string => typeof entry === 'string';
  return scopes.length > 0 && scopes.every(isText) ? new Set(scopes) : refuse('claims');
}

function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function refuse(fault: TokenFault): never {
  throw new TokenInvalid(fault);
}
