import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Client } from './client.ts';
import type { ReadOwnToken } from './read-own-token.ts';

interface IntrospectionOptions {
  readonly readToken: ReadOwnToken;
  readonly findClient: (clientId: string) => Promise<Client | undefined>;
}

/**
 * Token introspection (RFC 7662) of access tokens. The provider answers for what it keeps, which is refresh tokens; JWTs
 * it does not look into, and says so to a client that it has authenticated: there the answer is ours.
 */
export async function introspectAccessToken(ctx: KoaContextWithOIDC, options: IntrospectionOptions): Promise<void> {
  const { error } = (ctx.body ?? {}) as { error?: string };
  const { client, params } = ctx.oidc;
  if (error !== 'unsupported_token_type' || !client) return;
  ctx.status = 200;
  ctx.body = await describe(String(params?.['token']), await options.findClient(client.clientId), options.readToken);
}

/** A client learns of its own tokens, and of those for the APIs that it is; all others are no different from none. */
async function describe(text: string, asker: Client | undefined, readToken: ReadOwnToken): Promise<object> {
  const token = await readToken(text);
  const isForAsker =
    token !== undefined &&
    asker !== undefined &&
    (token.clientId === asker.clientId || asker.apis.some((audience) => token.audiences.has(audience)));
  if (!isForAsker) return { active: false };
  return { active: true, token_type: 'DPoP', ...token.claims, scope: [...token.scopes].join(' ') };
}
