import { type Answer, exchange, type Patience } from './answer.ts';
import type { AssertionDetail } from './assertion-details.ts';
import { ASSERTION_TYPE, clientAssertion } from './client-assertion.ts';
import { discover, type IssuerMetadata } from './discovery.ts';
import { type DpopProver, type NonceMemory, rememberNonce } from './dpop.ts';
import { NetworkProblem } from './network-problem.ts';
import { readProblem } from './read-problem.ts';
import { type PrivateJwk, readSigningKey } from './signing-key.ts';
import { untilAborted } from './wait.ts';

export interface TokenSource {
  /** A token that lives long enough for a call. Callers at the same time share one request. */
  get(signal?: AbortSignal): Promise<string>;
  /** Drops the token when the API no longer takes it (the issuer changed its keys, say). */
  forget(token: string): void;
}

export interface TokenOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly privateJwk: PrivateJwk;
  readonly scopes: readonly string[];
  readonly assertionDetails: readonly AssertionDetail[];
  readonly dpop: DpopProver;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
  readonly now: () => number;
}

interface CachedToken {
  readonly value: string;
  readonly refreshAtMs: number;
}

/** A token is renewed this long before it ends, or after three quarters of its life when that is short. */
const RENEW_BEFORE_MS = 15_000;

/** Client credentials with private_key_jwt and DPoP (RFC 6749 §4.4, RFC 7523, RFC 9449). */
export function createTokenSource(options: TokenOptions): TokenSource {
  const nonces: NonceMemory = { current: undefined };
  let metadata: IssuerMetadata | undefined;
  let cached: CachedToken | undefined;
  let inFlight: Promise<CachedToken> | undefined;

  async function renew(): Promise<CachedToken> {
    metadata ??= await discover({ ...options, nowMs: options.now() });
    cached = await requestToken(options, metadata, nonces);
    return cached;
  }

  return {
    async get(signal) {
      if (cached && options.now() < cached.refreshAtMs) return cached.value;
      inFlight ??= renew().finally(() => {
        inFlight = undefined;
      });
      return (await untilAborted(inFlight, signal)).value;
    },
    forget(token) {
      if (cached?.value === token) cached = undefined;
    },
  };
}

async function requestToken(options: TokenOptions, metadata: IssuerMetadata, nonces: NonceMemory) {
  const askedAtMs = options.now();
  let answer = await askOnce(options, metadata, nonces);
  if (isNonceDemand(answer)) answer = await askOnce(options, metadata, nonces);
  if (!answer.ok) throw readProblem(answer, options.now());
  return readToken(answer, askedAtMs);
}

async function askOnce(options: TokenOptions, metadata: IssuerMetadata, nonces: NonceMemory): Promise<Answer> {
  const url = metadata.tokenEndpoint;
  const key = await readSigningKey(options.privateJwk);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: options.clientId,
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: await clientAssertion(key, {
      clientId: options.clientId,
      issuer: metadata.issuer,
      details: options.assertionDetails,
      nowMs: options.now(),
    }),
    scope: options.scopes.join(' '),
  });
  const headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    dpop: await options.dpop.proof({ method: 'POST', url, nonce: nonces.current }),
  };
  const patience: Patience = { timeoutMs: options.timeoutMs };
  const answer = await exchange(options.fetch, { method: 'POST', url, headers, body: form.toString() }, patience);
  rememberNonce(nonces, answer);
  return answer;
}

/** RFC 9449 §8: the token endpoint says 400 `use_dpop_nonce`, and gives the nonce along. */
function isNonceDemand(answer: Answer): boolean {
  return answer.status === 400 && answer.text().includes('use_dpop_nonce') && answer.header('dpop-nonce') !== undefined;
}

function readToken(answer: Answer, askedAtMs: number): CachedToken {
  const body: Record<string, unknown> = { ...JSON.parse(answer.text()) };
  const { access_token: value, token_type: type, expires_in: lifetimeS } = body;
  if (typeof value !== 'string' || typeof lifetimeS !== 'number' || String(type).toLowerCase() !== 'dpop') {
    const detail = 'The token endpoint answered without a DPoP-bound access token and its lifetime.';
    throw new NetworkProblem({ status: answer.status, title: 'No usable token', detail, code: 'token-unusable' });
  }
  const lifetimeMs = lifetimeS * 1000;
  return { value, refreshAtMs: askedAtMs + lifetimeMs - Math.min(RENEW_BEFORE_MS, lifetimeMs / 4) };
}
