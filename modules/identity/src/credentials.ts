import type { IncomingHttpHeaders } from 'node:http';
import { AuthorizationAmbiguous, ProofMissing, SchemeDowngraded, SchemeUnsupported, TokenMissing } from './errors.ts';

/** A token and its proof as they stand in the request, nothing checked but that there is exactly one of each. */
export interface Credentials {
  readonly accessToken: string;
  readonly proof: string;
}

/**
 * RFC 9449 §7.1. Several values of a header reach us joined with a comma, which no token or proof can hold.
 * The token in a query or body is not looked for: FAPI 2.0 §5.3.4 allows the header only.
 */
export function readCredentials(headers: IncomingHttpHeaders): Credentials {
  const { authorization, dpop } = headers;
  if (authorization === undefined || authorization === '') throw new TokenMissing();
  if (authorization.includes(',')) throw new AuthorizationAmbiguous();
  const [scheme = '', accessToken, ...more] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer') throw new SchemeDowngraded();
  if (scheme.toLowerCase() !== 'dpop') throw new SchemeUnsupported();
  if (!accessToken || more.length > 0) throw new TokenMissing();
  if (dpop === undefined || dpop === '') throw new ProofMissing();
  if (typeof dpop !== 'string' || dpop.includes(',')) throw new AuthorizationAmbiguous();
  return { accessToken, proof: dpop };
}
