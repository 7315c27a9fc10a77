import { hash } from 'node:crypto';
import type { Authenticate } from '@samband/http';
import { checkAudienceOfScope, type TokenRules } from './access-token.ts';
import type { ActiveClients } from './active-clients.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { createTokenCheck } from './checked-tokens.ts';
import { readCredentials } from './credentials.ts';
import { checkDpopProof, type ProofHeader } from './dpop-proof.ts';
import { ClientNotActive } from './errors.ts';
import type { ProofStore } from './proof-store.ts';

/** How old a proof may be before the clocks' difference; HelseID's sample says 1 s, RFC 9449 "seconds or minutes". */
export const proofAgeSecondsMax = 10;
/** How far a client's clock may be from ours, as in HelseID's sample validator. */
export const clockSkewSeconds = 5;

const proofHeadersMax = 10_000;

export interface AuthenticateOptions {
  readonly now: () => Date;
  readonly tokenRules: Omit<TokenRules, 'clockSkewSeconds'>;
  readonly activeClients: ActiveClients;
  readonly proofStore: ProofStore;
}

/**
 * Finds the caller of a request by its access token and DPoP proof: scheme, token, client, proof, replay, in this
 * order, which is HelseID's. Throws an Unauthenticated that says which check failed.
 */
export function createAuthenticate(options: AuthenticateOptions): Authenticate {
  const { now, activeClients, proofStore } = options;
  const proofRules = {
    proofAgeSecondsMax,
    clockSkewSeconds,
    headers: createBoundedCache<string, ProofHeader>(proofHeadersMax),
  };
  const tokens = createTokenCheck({ ...options.tokenRules, clockSkewSeconds });

  const authenticate: Authenticate = async ({ method, url, headers, scope }) => {
    const { accessToken, proof: proofText } = readCredentials(headers);
    const nowSeconds = now().getTime() / 1000;
    const accessTokenHash = hashOf(accessToken);
    const token = await tokens.check(accessToken, accessTokenHash, nowSeconds);
    checkAudienceOfScope(token, scope);
    const isActive = await activeClients.isActive(token);
    if (!isActive) throw new ClientNotActive();
    const keyThumbprint = token.proofKeyThumbprint;
    const proof = checkDpopProof(proofText, { method, url, accessTokenHash, keyThumbprint }, nowSeconds, proofRules);
    await proofStore.use(proof, keyThumbprint, nowSeconds);
    const { clientId, clientName, organizationNumber, scopes } = token;
    const expiresAt = new Date(token.expiresAtSeconds * 1000);
    return { clientId, organizationNumber, scopes, expiresAt, ...(clientName === undefined ? {} : { clientName }) };
  };
  authenticate.organizationOf = ({ authorization }) => {
    const [, accessToken] = authorization?.split(' ') ?? [];
    return accessToken === undefined ? undefined : tokens.recall(hashOf(accessToken))?.organizationNumber;
  };
  return authenticate;
}

function hashOf(accessToken: string): string {
  return hash('sha256', accessToken, 'base64url');
}
