import type { Client } from '../client.ts';
import type { ClientDraft } from '../client-draft.ts';
import type { ClientSettings } from '../client-settings.ts';
import type { Delegation } from '../delegation.ts';
import { audienceOf, audiencesOf, type ScopeCatalogue } from '../scope.ts';
import type { ClientSettingsBody, CurrentClientBody, DelegatorsBody } from './self-service-schemas.ts';

const waits = 'An administrator of the network has not approved it yet';

export function readSettings(body: ClientSettingsBody): ClientSettings {
  const { apiScopes, audienceSpecificClientClaims, redirectUris, postLogoutRedirectUris } = body;
  return {
    scopes: apiScopes,
    claims: Object.fromEntries((audienceSpecificClientClaims ?? []).map(({ key, value }) => [key, value])),
    childOrganizationNumbers: body.childOrganizationNumbers ?? [],
    redirectUris: redirectUris ?? [],
    postLogoutRedirectUris: postLogoutRedirectUris ?? [],
  };
}

export function currentClientBody(client: Client): CurrentClientBody {
  const { pending } = client;
  return {
    apiScopes: [
      ...client.scopes.map((scope) => ({ scope, status: 'ok' as const, statusReason: null })),
      ...pending.scopes.map((scope) => ({ scope, status: 'pending' as const, statusReason: waits })),
    ],
    audienceSpecificClientClaims: claimBodies(client),
    redirectUris: [...client.redirectUris],
    postLogoutRedirectUris: [...client.postLogoutRedirectUris],
    childOrganizationNumbers: [...client.childOrganizationNumbers],
    pendingChildOrganizationNumbers: [...pending.childOrganizationNumbers],
  };
}

function claimBodies({ claims, pending }: Client): CurrentClientBody['audienceSpecificClientClaims'] {
  const names = new Set([...Object.keys(claims), ...Object.keys(pending.claims)]);
  return [...names].map((claimType) => {
    const activeClaimValue = claims[claimType] ?? null;
    const pendingClaimValue = pending.claims[claimType] ?? null;
    const isWaiting = pendingClaimValue !== null;
    const status = !isWaiting ? 'ok' : activeClaimValue === null ? 'pending' : 'updatePending';
    return { claimType, activeClaimValue, pendingClaimValue, status, statusReason: isWaiting ? waits : null };
  });
}

/** Terms are signed for one of our APIs at a time; shown are those whose scopes the client has. */
export function delegatorsBody(
  client: Client,
  delegations: readonly Delegation[],
  catalogue: ScopeCatalogue,
): DelegatorsBody {
  const audiences = audiencesOf(client.scopes).filter((audience) => catalogue.audiences.has(audience));
  return delegations.map(({ organizationNumber, name, isMember, signedAudiences }) => ({
    delegator: { organizationNumber, name, isHelsenettMember: isMember },
    serviceTerms: audiences.map((audience) => ({
      uri: audience,
      name: audience,
      delegatorHasSigned: signedAudiences.includes(audience),
      scopes: client.scopes.filter((scope) => audienceOf(scope) === audience),
    })),
  }));
}

export function draftBody({ clientId, organizationNumber, key, settings, createdAt, expiresAt }: ClientDraft) {
  return {
    ...{ clientId, organizationNumber, kid: key.kid },
    scopes: [...settings.scopes],
    claims: { ...settings.claims },
    childOrganizationNumbers: [...settings.childOrganizationNumbers],
    redirectUris: [...settings.redirectUris],
    ...{ createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() },
  };
}
