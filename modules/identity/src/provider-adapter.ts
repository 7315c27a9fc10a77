import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { type Client, canSignIn } from './client.ts';
import { personScopes } from './sign-in/person-claims.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import { tokenExchangeGrant } from './token-exchange.ts';

/**
 * What the provider reads and keeps. Clients are ours. Without log-in of persons it stores nothing else (access tokens
 * are JWTs, replays are looked for by an insert of our own), so any other use is a wrong configuration and says so.
 */
export function createProviderAdapter(
  findClient: (clientId: string) => Promise<Client | undefined>,
  signIn?: Pick<SignIn, 'records'>,
): AdapterFactory {
  return (model) => {
    if (model !== 'Client' && signIn) return signIn.records(model);
    const refuse = async (): Promise<never> => {
      throw new Error(`the provider wants to store a ${model}, which no grant in use needs`);
    };
    const find: Adapter['find'] = async (clientId) => {
      const client = await findClient(clientId);
      return client && !client.disabledAt ? clientMetadata(client, signIn !== undefined) : undefined;
    };
    return {
      // Looked for where a client asks about a token that is no JWT: there is none.
      find: model === 'Client' ? find : async () => undefined,
      upsert: refuse,
      findByUserCode: refuse,
      findByUid: refuse,
      consume: refuse,
      destroy: refuse,
      revokeByGrantId: refuse,
    };
  };
}

const flows = {
  device: 'urn:ietf:params:oauth:grant-type:device_code',
  ciba: 'urn:openid:params:grant-type:ciba',
} as const;

function clientMetadata(client: Client, isSignInOn: boolean): AdapterPayload {
  const logsIn = isSignInOn && canSignIn(client);
  const redirects = logsIn && client.redirectUris.length > 0;
  const isWeb = client.redirectUris.every((uri) => /^https?:/.test(uri));
  return {
    client_id: client.clientId,
    client_name: client.name,
    application_type: isWeb ? 'web' : 'native',
    grant_types: [
      'client_credentials',
      ...(client.apis.length > 0 ? [tokenExchangeGrant] : []),
      ...(logsIn ? ['refresh_token', ...client.signInFlows.map((flow) => flows[flow])] : []),
      ...(redirects ? ['authorization_code'] : []),
    ],
    response_types: redirects ? ['code'] : [],
    redirect_uris: redirects ? [...client.redirectUris] : [],
    ...(isSignInOn && client.signInFlows.includes('ciba') && { backchannel_token_delivery_mode: 'poll' }),
    ...(isSignInOn && { post_logout_redirect_uris: [...client.postLogoutRedirectUris] }),
    token_endpoint_auth_method: 'private_key_jwt',
    dpop_bound_access_tokens: true,
    jwks: { keys: client.keys.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, use: 'sig' })) },
    scope: [...client.scopes, ...(logsIn ? personScopes : [])].join(' '),
  };
}
