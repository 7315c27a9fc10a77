import type { Client, ClientKey } from '../client.ts';
import type { ClientBody } from './schemas.ts';

export function clientBody(client: Client): ClientBody {
  const { clientId, name, organizationNumber, tenancy, scopes, claims, keys, pending, createdAt, disabledAt } = client;
  return {
    ...{ clientId, name, organizationNumber, tenancy },
    childOrganizationNumbers: [...client.childOrganizationNumbers],
    scopes: [...scopes],
    redirectUris: [...client.redirectUris],
    postLogoutRedirectUris: [...client.postLogoutRedirectUris],
    signInFlows: [...client.signInFlows],
    apis: [...client.apis],
    claims: { ...claims },
    pending: {
      scopes: [...pending.scopes],
      claims: { ...pending.claims },
      childOrganizationNumbers: [...pending.childOrganizationNumbers],
    },
    keys: keys.map(keyBody),
    createdAt: createdAt.toISOString(),
    ...(disabledAt ? { disabledAt: disabledAt.toISOString() } : {}),
  };
}

function keyBody({ publicJwk, addedAt, expiresAt, ...key }: ClientKey): ClientBody['keys'][number] {
  return {
    ...key,
    publicJwk: { ...publicJwk },
    addedAt: addedAt.toISOString(),
    ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
  };
}
