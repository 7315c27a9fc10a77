import { type AccessToken, checkAccessToken, type TokenRules, tokenSizeMaxChars } from './access-token.ts';
import type { TokenHolder } from './active-clients.ts';
import { readCompactJws } from './compact-jws.ts';
import { Unauthenticated } from './errors.ts';

/** An access token of ours that is in force, with all that it says. */
export interface OwnToken extends AccessToken {
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Undefined for a token that would open none of our APIs now: not ours, forged, expired, or its holder is no more. */
export type ReadOwnToken = (text: string) => Promise<OwnToken | undefined>;

/** No skew: whoever asks does so here and now, by our own clock. */
const clockSkewSeconds = 0;

export function createTokenReader(
  rules: Omit<TokenRules, 'clockSkewSeconds'>,
  isActive: (holder: TokenHolder) => Promise<boolean>,
  now: () => Date,
): ReadOwnToken {
  return async (text) => {
    const nowSeconds = now().getTime() / 1000;
    try {
      const { token } = await checkAccessToken(text, nowSeconds, { ...rules, clockSkewSeconds });
      if (!(await isActive(token))) return undefined;
      return { ...token, claims: readCompactJws(text, tokenSizeMaxChars)?.payload ?? {} };
    } catch (error) {
      if (error instanceof Unauthenticated) return undefined;
      throw error;
    }
  };
}
