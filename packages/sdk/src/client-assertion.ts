import { randomUUID } from 'node:crypto';
import { type AssertionDetail, assertionDetailsClaim } from './assertion-details.ts';
import type { SigningKey } from './signing-key.ts';

/** HelseID takes assertions that live at most 60 s; its samples use 30 s. */
const ASSERTION_LIFETIME_S = 30;

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

interface Assertion {
  readonly clientId: string;
  readonly issuer: string;
  readonly details: readonly AssertionDetail[];
  readonly nowMs: number;
}

/** Who the client is, proven: private_key_jwt (RFC 7523 §3, HelseID profile): audience is the issuer, used once. */
export function clientAssertion(key: SigningKey, { clientId, issuer, details, nowMs }: Assertion): Promise<string> {
  const now = Math.floor(nowMs / 1000);
  return key.sign('client-authentication+jwt', {
    iss: clientId,
    sub: clientId,
    aud: issuer,
    jti: randomUUID(),
    iat: now,
    nbf: now,
    exp: now + ASSERTION_LIFETIME_S,
    ...assertionDetailsClaim(details),
  });
}
