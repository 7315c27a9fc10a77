import type { FastifyPluginAsyncTypebox } from '@samband/http';
import type { TokenRules } from './access-token.ts';
import type { TokenHolder } from './active-clients.ts';

/** Whose access tokens open our APIs: our own provider's, or those of one outside. */
export interface TokenIssuer {
  readonly tokenRules: Pick<TokenRules, 'issuer' | 'types' | 'findKey'>;
  /** Whether the holder of a token may still do what the token says, as far as we can know. */
  isActive(holder: TokenHolder): Promise<boolean>;
  readonly routes: FastifyPluginAsyncTypebox;
}
