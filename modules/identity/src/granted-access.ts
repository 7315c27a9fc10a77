import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { type ActingOrganization, resolveActingOrganization } from './acting-organization.ts';
import { type OrganizationWanted, readAssertionDetails } from './assertion-details.ts';
import { type Client, canSignIn } from './client.ts';
import type { Delegation } from './delegation.ts';
import type { OwnToken } from './read-own-token.ts';
import { audienceOf, audiencesOf } from './scope.ts';
import { grantSourceOf } from './sign-in/grant-source.ts';
import { personScopes } from './sign-in/person-claims.ts';
import { childOrganizationNumberClaim, supplierOrganizationNumberClaim } from './token-claims.ts';

/** What one token request gets: for whom, for which of our APIs, with which scopes. */
export interface GrantedAccess extends ActingOrganization {
  readonly client: Client;
  readonly audiences: readonly string[];
  readonly scopes: readonly string[];
  /** The token that this one is exchanged for, when it is. */
  readonly subject?: OwnToken;
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
  noteAssertion(ctx: KoaContextWithOIDC, claims: Readonly<Record<string, unknown>>): void;
  /** The token that the request exchanges: the one it gets is for the same organisation. */
  noteSubject(ctx: KoaContextWithOIDC, subject: OwnToken): void;
  /** Whether the request came with the scope `offline_access`. */
  askedOffline(ctx: object): boolean;
  /** Scopes of a request that gives no token yet: those of the resource that the client has. Throws InvalidScope. */
  requested(ctx: KoaContextWithOIDC, resource: string): Promise<readonly string[]>;
  /** Throws what {@link grant} would refuse of the organisation and the scopes, before anything is spent. */
  check(ctx: KoaContextWithOIDC): Promise<void>;
  /** Throws the OAuth error that says what is refused: scope, resource or organisation. */
  grant(ctx: KoaContextWithOIDC, resource: string): Promise<GrantedAccess>;
  find(ctx: object): GrantedAccess | undefined;
}

export function createAccessGrants({ findClient, findDelegation, allAudiences }: GrantOptions): AccessGrants {
  const details = new WeakMap<object, unknown>();
  const granted = new WeakMap<object, GrantedAccess>();
  const subjects = new WeakMap<object, OwnToken>();
  const offline = new WeakSet();

  async function clientOf(ctx: KoaContextWithOIDC): Promise<Client> {
    const client = await findClient(ctx.oidc.client?.clientId ?? '');
    if (!client) throw new errors.InvalidClientAuth('the client is gone');
    return client;
  }

  async function act(ctx: KoaContextWithOIDC, client: Client): Promise<ActingOrganization> {
    const asked = askedScopes(ctx, client);
    if (asked.length === 0) throw new errors.InvalidScope('ask for at least one scope', '');
    const subject = subjects.get(ctx);
    if (subject) return actFor(subject, { client, asked, details: details.get(ctx) });
    const wanted: OrganizationWanted | undefined = readAssertionDetails(details.get(ctx));
    return resolveActingOrganization(client, wanted, asked, (organizationNumber) =>
      findDelegation(client.clientId, organizationNumber),
    );
  }

  const isOf = (resource: string) => (scope: string) => resource === allAudiences || audienceOf(scope) === resource;

  return {
    noteAssertion(ctx, claims) {
      details.set(ctx, claims['assertion_details']);
      if (String(ctx.oidc.body?.['scope']).split(' ').includes('offline_access')) offline.add(ctx);
    },
    noteSubject: (ctx, subject) => subjects.set(ctx, subject),
    askedOffline: (ctx) => offline.has(ctx),
    find: (ctx) => granted.get(ctx),
    requested: async (ctx, resource) => askedScopes(ctx, await clientOf(ctx)).filter(isOf(resource)),

    async check(ctx) {
      const client = await clientOf(ctx);
      if (askedScopes(ctx, client).length > 0) await act(ctx, client);
    },

    async grant(ctx, resource) {
      const client = await clientOf(ctx);
      const acting = await act(ctx, client);
      const scopes = acting.allowedScopes.filter(isOf(resource));
      if (scopes.length === 0) throw new errors.InvalidTarget('resource is the audience of none of the scopes');
      const subject = subjects.get(ctx);
      const access = { ...acting, client, scopes, audiences: audiencesOf(scopes), ...(subject && { subject }) };
      granted.set(ctx, access);
      return access;
    },
  };
}

/**
 * Scopes of APIs that the client asks for, now or when the person logged in. They must be its own; one that is unknown
 * is no different from one it does not have.
 */
function askedScopes(ctx: KoaContextWithOIDC, client: Client): string[] {
  const asked = new Set(String(ctx.oidc.params?.['scope'] ?? grantSourceOf(ctx.oidc)?.scope ?? '').split(' '));
  const scopes = [...asked].filter((scope) => scope !== '' && !isOfPerson(scope, client));
  const refused = scopes.find((scope) => !client.scopes.includes(scope));
  if (refused !== undefined) throw new errors.InvalidScope('requested scope is not allowed', refused);
  return scopes;
}

function isOfPerson(scope: string, client: Client): boolean {
  return canSignIn(client) && personScopes.has(scope);
}

/** An API acts for whom the token that it was called with says, and for nobody else; with scopes of its own. */
function actFor(
  subject: OwnToken,
  { client, asked, details }: { client: Client; asked: readonly string[]; details: unknown },
): ActingOrganization {
  if (details !== undefined) {
    throw new errors.InvalidAuthorizationDetails('in a token exchange the organisation is that of subject_token');
  }
  if (!client.apis.some((audience) => subject.audiences.has(audience))) {
    throw new errors.InvalidRequest('subject_token is for none of the APIs that this client is');
  }
  const { organizationNumber, claims } = subject;
  const child = claims[childOrganizationNumberClaim];
  const supplier = claims[supplierOrganizationNumberClaim];
  return {
    ...{ organizationNumber, allowedScopes: asked, rejectedScopes: [] },
    ...(typeof child === 'string' && { childOrganizationNumber: child }),
    ...(typeof supplier === 'string' && { supplierOrganizationNumber: supplier }),
  };
}
