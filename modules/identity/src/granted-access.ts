import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { type ActingOrganization, resolveActingOrganization } from './acting-organization.ts';
import { type OrganizationWanted, readAssertionDetails } from './assertion-details.ts';
import type { Client } from './client.ts';
import type { Delegation } from './delegation.ts';
import { audienceOf, audiencesOf } from './scope.ts';

/** What one token request gets: for whom, for which of our APIs, with which scopes. */
export interface GrantedAccess extends ActingOrganization {
  readonly client: Client;
  readonly audiences: readonly string[];
  readonly scopes: readonly string[];
}

interface GrantOptions {
  readonly findClient: (clientId: string) => Promise<Client | undefined>;
  readonly findDelegation: (clientId: string, organizationNumber: string) => Promise<Delegation | undefined>;
  /** Named as `resource`, it stands for all the APIs that the scopes belong to. */
  readonly allAudiences: string;
}

/** Works out what a token request gets, once, and remembers it until the token is written. */
export interface AccessGrants {
  /** `assertion_details` of the client assertion that the request came with. */
  noteAssertion(ctx: object, claims: Readonly<Record<string, unknown>>): void;
  /** Throws the OAuth error that says what is refused: scope, resource or organisation. */
  grant(ctx: KoaContextWithOIDC, resource: string): Promise<GrantedAccess>;
  find(ctx: object): GrantedAccess | undefined;
}

export function createAccessGrants({ findClient, findDelegation, allAudiences }: GrantOptions): AccessGrants {
  const details = new WeakMap<object, unknown>();
  const granted = new WeakMap<object, GrantedAccess>();

  return {
    noteAssertion: (ctx, claims) => void details.set(ctx, claims['assertion_details']),
    find: (ctx) => granted.get(ctx),

    async grant(ctx, resource) {
      const client = await findClient(ctx.oidc.client?.clientId ?? '');
      if (!client) throw new errors.InvalidClientAuth('the client is gone');
      const asked = askedScopes(ctx, client);
      const wanted: OrganizationWanted | undefined = readAssertionDetails(details.get(ctx));
      const acting = await resolveActingOrganization(client, wanted, asked, (organizationNumber) =>
        findDelegation(client.clientId, organizationNumber),
      );
      const scopes = acting.allowedScopes.filter(
        (scope) => resource === allAudiences || audienceOf(scope) === resource,
      );
      if (scopes.length === 0) throw new errors.InvalidTarget('resource is the audience of none of the scopes');
      const access = { ...acting, client, scopes, audiences: audiencesOf(scopes) };
      granted.set(ctx, access);
      return access;
    },
  };
}

/** Scopes that the client asks for must be its own; one that is unknown is no different from one it does not have. */
function askedScopes(ctx: KoaContextWithOIDC, client: Client): string[] {
  const asked = [...new Set(String(ctx.oidc.params?.['scope'] ?? '').split(' '))].filter(Boolean);
  if (asked.length === 0) throw new errors.InvalidScope('ask for at least one scope', '');
  const refused = asked.find((scope) => !client.scopes.includes(scope));
  if (refused !== undefined) throw new errors.InvalidScope('requested scope is not allowed', refused);
  return asked;
}
