import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { Client } from './client.ts';

/**
 * What the provider may read of our database: clients. The grants in use here store nothing else (access tokens are
 * JWTs, replays are looked for by an insert of our own), so any other use is a wrong configuration and says so.
 */
export function createProviderAdapter(findClient: (clientId: string) => Promise<Client | undefined>): AdapterFactory {
  return (model) => {
    const refuse = async (): Promise<never> => {
      throw new Error(`the provider wants to store a ${model}, which no grant in use needs`);
    };
    const find: Adapter['find'] = async (clientId) => {
      const client = await findClient(clientId);
      return client && !client.disabledAt ? clientMetadata(client) : undefined;
    };
    return {
      find: model === 'Client' ? find : refuse,
      upsert: refuse,
      findByUserCode: refuse,
      findByUid: refuse,
      consume: refuse,
      destroy: refuse,
      revokeByGrantId: refuse,
    };
  };
}

function clientMetadata(client: Client): AdapterPayload {
  return {
    client_id: client.clientId,
    client_name: client.name,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'private_key_jwt',
    dpop_bound_access_tokens: true,
    jwks: { keys: client.keys.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, use: 'sig' })) },
    scope: client.scopes.join(' '),
  };
}
