import { createHash, randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Answer } from './answer.ts';

/** What one proof is about. */
export interface ProofTarget {
  readonly method: string;
  readonly url: string;
  /** Set when an API is called, not at the token endpoint. */
  readonly accessToken?: string;
  readonly nonce?: string | undefined;
}

/** Makes proofs of possession (RFC 9449) with a key of its own, which lives as long as the connection. */
export interface DpopProver {
  proof(target: ProofTarget): Promise<string>;
}

/** @param now the clock, in milliseconds */
export function createDpopProver(now: () => number): DpopProver {
  let pair: Promise<{ privateKey: CryptoKey; jwk: JWK }> | undefined;
  return {
    async proof({ method, url, accessToken, nonce }) {
      pair ??= newPair();
      const { privateKey, jwk } = await pair;
      const claims = {
        jti: randomUUID(),
        htm: method,
        htu: withoutQuery(url),
        iat: Math.floor(now() / 1000),
        ...(accessToken && { ath: createHash('sha256').update(accessToken).digest('base64url') }),
        ...(nonce && { nonce }),
      };
      return new SignJWT(claims).setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk }).sign(privateKey);
    },
  };
}

/** The nonce a server last gave. Each server (token endpoint, API) has its own memory (RFC 9449 §8 and §9). */
export interface NonceMemory {
  current: string | undefined;
}

/** Notes a nonce that came along with any answer, good or bad. */
export function rememberNonce(memory: NonceMemory, answer: Answer): void {
  memory.current = answer.header('dpop-nonce') ?? memory.current;
}

/** RFC 9449 §4.2: `htu` is the address without query and fragment. */
function withoutQuery(url: string): string {
  const bare = new URL(url);
  bare.search = '';
  bare.hash = '';
  return bare.href;
}

async function newPair(): Promise<{ privateKey: CryptoKey; jwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { privateKey, jwk: await exportJWK(publicKey) };
}
