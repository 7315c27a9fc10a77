import {
  type Configuration,
  errors,
  type KoaContextWithOIDC,
  Provider,
  type TokenEndpointGrantContext,
} from 'oidc-provider';
import type { AccessGrants } from './granted-access.ts';
import type { ReadOwnToken } from './read-own-token.ts';

export const tokenExchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';

/** RFC 8693 §2.1. Those that we take nothing from are read too, so that they are refused rather than passed over. */
const parameters = [
  ...['subject_token', 'subject_token_type', 'requested_token_type'],
  ...['audience', 'actor_token', 'actor_token_type'],
];

interface TokenExchangeOptions {
  readonly grants: AccessGrants;
  readonly readToken: ReadOwnToken;
}

/**
 * A provider that exchanges tokens (RFC 8693), as HelseID does: an API that was called gets a token for the next API, for
 * the same person and organisation, and named as the actor. The rest of it (assertion, DPoP, scopes, resource) is what
 * client credentials need, so the provider's own grant does that; where that one is registered, this one is added.
 */
export function providerWithTokenExchange(issuer: string, configuration: Configuration, options: TokenExchangeOptions) {
  class ExchangingProvider extends Provider {
    override registerGrantType<Params extends object>(
      name: string,
      handler: (ctx: TokenEndpointGrantContext<Params>) => Promise<void> | void,
      own: string | readonly string[] | ReadonlySet<string> = [],
      duplicates?: string | readonly string[] | ReadonlySet<string>,
    ): void {
      super.registerGrantType(name, handler, own, duplicates);
      if (name !== 'client_credentials') return;
      const exchange: typeof handler = async (ctx) => {
        options.grants.noteSubject(ctx, await readSubject(ctx, options.readToken));
        await handler(ctx);
        ctx.body = { ...(ctx.body as object), issued_token_type: accessTokenType };
      };
      super.registerGrantType(
        tokenExchangeGrant,
        exchange,
        [...[own].flatMap((names) => [...names]), ...parameters],
        duplicates,
      );
    }
  }
  return new ExchangingProvider(issuer, configuration);
}

/** The token that is exchanged, if this client may. Throws InvalidRequest (RFC 8693 §2.2.2). */
async function readSubject({ oidc }: KoaContextWithOIDC, readToken: ReadOwnToken) {
  const { params = {} } = oidc;
  for (const name of ['audience', 'actor_token', 'actor_token_type']) {
    refuseIf(params[name] !== undefined, `${name} is not taken: the API is named by resource, the actor is the client`);
  }
  refuseIf(params['subject_token_type'] !== accessTokenType, `subject_token_type must be ${accessTokenType}`);
  const wanted = params['requested_token_type'] ?? accessTokenType;
  refuseIf(wanted !== accessTokenType, `requested_token_type can only be ${accessTokenType}`);
  const subject = await readToken(String(params['subject_token'] ?? ''));
  if (!subject) throw new errors.InvalidRequest('subject_token is none of our access tokens in force');
  refuseIf(subject.subjectClientId !== undefined, 'subject_token is exchanged already: it is not exchanged again');
  return subject;
}

function refuseIf(isRefused: boolean, description: string): void {
  if (isRefused) throw new errors.InvalidRequest(description);
}
