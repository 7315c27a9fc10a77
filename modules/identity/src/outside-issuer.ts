import type { Logger } from '@samband/log';
import { createOutsideKeys } from './outside-keys.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** HelseID writes the first; RFC 9068 §4 allows the second; older tokens of HelseID say JWT. */
const types = new Set(['at+jwt', 'application/at+jwt', 'JWT']);

interface OutsideIssuerOptions {
  readonly issuer: string;
  readonly log: Logger;
  readonly now: () => Date;
}

/**
 * An OpenID provider outside, such as HelseID: we read its metadata and keys, and take its word for who a client is and
 * for whom it acts. Clients are looked after there, so nothing of that is mounted here.
 */
export function createOutsideIssuer({ issuer, log, now }: OutsideIssuerOptions): TokenIssuer {
  const keys = createOutsideKeys({ issuer, log, now });
  return {
    tokenRules: { issuer, types, findKey: keys.find },
    isActive: async () => true,
    routes: async () => undefined,
  };
}
