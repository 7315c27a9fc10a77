import type { TokenKey } from './access-token.ts';
import { importPublicJwk, jwkThumbprint, KeyRefused, readPublicJwk } from './public-jwk.ts';
import { algorithmFits, algorithmNames } from './signature-algorithms.ts';

const keysMax = 50;

/** A published key of a provider outside. */
export interface PublishedKey extends TokenKey {
  readonly kid: string;
  readonly thumbprint: string;
}

export type PublishedKeys = ReadonlyMap<string, PublishedKey>;

/**
 * The signing keys of a JWK set, by their ids. Keys without id, for another use or of a kind that is not taken here are
 * left out (RFC 7517 §5). A key that was there before stays the same object, so that tokens checked with it stay checked.
 */
export function readJwks(jwks: Readonly<Record<string, unknown>>, before?: PublishedKeys): PublishedKeys {
  const { keys } = jwks;
  if (!Array.isArray(keys) || keys.length > keysMax) throw new Error(`a key set holds a list of up to ${keysMax} keys`);
  const found = new Map<string, PublishedKey>();
  for (const jwk of keys as readonly unknown[]) {
    const key = readKey(jwk);
    if (!key || found.has(key.kid)) continue;
    const known = before?.get(key.kid);
    found.set(key.kid, known && isSame(known, key) ? known : key);
  }
  return found;
}

function readKey(value: unknown): PublishedKey | undefined {
  try {
    const jwk = readPublicJwk(value);
    const { kid, alg } = value as { kid?: unknown; alg?: unknown };
    // A key that names its algorithm is used with no other; one that does not, with those for its kind.
    const algorithms = algorithmNames.filter((name) => algorithmFits(name, jwk) && (alg === undefined || alg === name));
    if (typeof kid !== 'string' || algorithms.length === 0) return undefined;
    return { kid, thumbprint: jwkThumbprint(jwk), key: importPublicJwk(jwk), algorithms: new Set(algorithms) };
  } catch (error) {
    if (error instanceof KeyRefused) return undefined;
    throw error;
  }
}

function isSame(one: PublishedKey, other: PublishedKey): boolean {
  return one.thumbprint === other.thumbprint && [...one.algorithms].join() === [...other.algorithms].join();
}
