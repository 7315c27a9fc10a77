import type { KeyObject } from 'node:crypto';
import { type AccessToken, checkAccessToken, checkNotExpired, type TokenRules } from './access-token.ts';
import { createBoundedCache } from './bounded-cache.ts';

/** A client sends the same token for five minutes: what was found right once needs no second look, but grows old. */
const tokensMax = 5_000;

interface CheckedToken {
  readonly token: AccessToken;
  readonly signedWith: KeyObject;
}

/** {@link checkAccessToken} with a memory, by the SHA-256 of the whole token. A key that is withdrawn ends it. */
export function createTokenCheck(rules: TokenRules) {
  const checked = createBoundedCache<string, CheckedToken>(tokensMax);

  const check = async (text: string, hash: string, nowSeconds: number): Promise<AccessToken> => {
    const known = checked.get(hash);
    if (known && (await rules.findKey(known.token.kid))?.key === known.signedWith) {
      checkNotExpired(known.token.expiresAtSeconds, nowSeconds, rules.clockSkewSeconds);
      return known.token;
    }
    const { token, signedWith } = await checkAccessToken(text, nowSeconds, rules);
    checked.set(hash, { token, signedWith });
    return token;
  };
  /** The token with this hash, if it was found right before; whether it still is, only a check tells. */
  const recall = (hash: string): AccessToken | undefined => checked.get(hash)?.token;
  return { check, recall };
}
