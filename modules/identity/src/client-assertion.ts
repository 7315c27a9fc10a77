import { errors } from 'oidc-provider';

/** HelseID: a client assertion ends at most 60 s after it is checked. */
const assertionEndsSecondsMax = 60;
/** FAPI 2.0 §5.3.2.1: clocks may differ by 10 s. */
export const assertionSkewSeconds = 10;
const jtiSizeMaxChars = 256;
/** RFC 7523bis names the first; older clients and libraries write JWT, or nothing. */
const types = new Set<unknown>(['client-authentication+jwt', 'JWT', undefined]);

interface AssertionRules {
  readonly issuer: string;
  readonly tokenEndpoint: string;
}

/**
 * The rules of HelseID's profile for client assertions that the provider itself does not know. Signature, key,
 * iss = sub = client, exp and nbf are its own checks; it calls this after them, and looks for a replay after this.
 */
export function checkClientAssertion(
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>>,
  nowSeconds: number,
  { issuer, tokenEndpoint }: AssertionRules,
): void {
  const type = typeof header['typ'] === 'string' ? header['typ'].replace(/^application\//i, '') : header['typ'];
  if (!types.has(type)) refuse('typ must be client-authentication+jwt or JWT');
  // The issuer by today's rule; the token endpoint is what older samples wrote. Alone in any case: an assertion that is
  // also meant for somebody else could be used by them.
  const audience = Array.isArray(claims['aud']) && claims['aud'].length === 1 ? claims['aud'][0] : claims['aud'];
  if (audience !== issuer && audience !== tokenEndpoint) refuse('aud must be the issuer and nothing else');
  if (Number(claims['exp']) > nowSeconds + assertionEndsSecondsMax + assertionSkewSeconds) {
    refuse(`exp must be at most ${assertionEndsSecondsMax} s ahead`);
  }
  const { iat, jti } = claims;
  if (iat !== undefined && Number(iat) > nowSeconds + assertionSkewSeconds) refuse('iat lies in the future');
  if (String(jti).length > jtiSizeMaxChars) refuse(`jti must be at most ${jtiSizeMaxChars} characters`);
}

/** The caller learns invalid_client; what exactly was wrong stands in our log only. */
function refuse(detail: string): never {
  throw new errors.InvalidClientAuth(detail);
}
