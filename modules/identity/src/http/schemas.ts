import { type Static, Type } from 'typebox';

export const Time = Type.String({ format: 'date-time' });

/** A public JWK; what a key may hold is checked by the rules for keys, which say what is wrong. */
export const PublicJwk = Type.Record(Type.String(), Type.Unknown(), {
  description: 'Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members',
});

const Tenancy = Type.Enum(['single-tenant', 'multi-tenant'], {
  description: 'Whether it acts for its own organisation, or for those that delegated to it',
});
const OrganizationNumbers = Type.Array(Type.String(), {
  maxItems: 1_000,
  description: 'Units of the organisation that the client may name in its tokens',
});

const RedirectUris = Type.Array(Type.String({ maxLength: 2_000 }), {
  maxItems: 50,
  description: 'Where persons who log in come back to, compared exactly; without any the client logs nobody in',
});
const PostLogoutRedirectUris = Type.Array(Type.String({ maxLength: 2_000 }), {
  maxItems: 50,
  description: 'Where persons come after they log out, compared exactly',
});

const SignInFlows = Type.Array(Type.Enum(['device', 'ciba']), {
  maxItems: 2,
  description: 'Ways to log persons in beside the redirect: on another device, or asked for behind their back',
});
const Apis = Type.Array(Type.String({ maxLength: 200 }), {
  maxItems: 100,
  description: 'The APIs that this client is, by their audiences: it may introspect and exchange tokens for them',
});

export const NewClientBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    organizationNumber: Type.String({ description: 'Nine digits' }),
    publicJwks: Type.Array(PublicJwk, { minItems: 1, maxItems: 5 }),
    scopes: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 100 }),
    tenancy: Type.Optional(Tenancy),
    childOrganizationNumbers: Type.Optional(OrganizationNumbers),
    redirectUris: Type.Optional(RedirectUris),
    postLogoutRedirectUris: Type.Optional(PostLogoutRedirectUris),
    signInFlows: Type.Optional(SignInFlows),
    apis: Type.Optional(Apis),
  },
  { title: 'NewClient', additionalProperties: false },
);

export const NewKeyBody = Type.Object({ publicJwk: PublicJwk }, { title: 'NewClientKey', additionalProperties: false });

export const ClientBody = Type.Object(
  {
    clientId: Type.String({ format: 'uuid' }),
    name: Type.String(),
    organizationNumber: Type.String(),
    tenancy: Tenancy,
    childOrganizationNumbers: OrganizationNumbers,
    scopes: Type.Array(Type.String()),
    redirectUris: RedirectUris,
    postLogoutRedirectUris: PostLogoutRedirectUris,
    signInFlows: SignInFlows,
    apis: Apis,
    claims: Type.Record(Type.String(), Type.String(), { description: 'For the tokens of one API each' }),
    pending: Type.Object(
      {
        scopes: Type.Array(Type.String()),
        claims: Type.Record(Type.String(), Type.String()),
        childOrganizationNumbers: OrganizationNumbers,
      },
      { description: 'What the client asked for by self-service and nobody has approved' },
    ),
    keys: Type.Array(
      Type.Object({
        kid: Type.String(),
        publicJwk: PublicJwk,
        thumbprint: Type.String({ description: 'RFC 7638, SHA-256' }),
        addedAt: Time,
        expiresAt: Type.Optional(Time),
      }),
    ),
    createdAt: Time,
    disabledAt: Type.Optional(Time),
  },
  { title: 'Client' },
);
export type ClientBody = Static<typeof ClientBody>;

export const ClientListBody = Type.Object(
  { clients: Type.Array(ClientBody), next: Type.Optional(Type.String({ description: 'Give it as `after` for more' })) },
  { title: 'ClientList' },
);

export const ClientParams = Type.Object({ clientId: Type.String({ maxLength: 64 }) });
export const ClientKeyParams = Type.Object({
  clientId: Type.String({ maxLength: 64 }),
  kid: Type.String({ maxLength: 128 }),
});
export const ClientPageQuery = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
    after: Type.Optional(Type.String({ maxLength: 64, description: 'The last clientId of the page before' })),
  },
  { additionalProperties: false },
);

export const DelegationParams = Type.Object({
  clientId: Type.String({ maxLength: 64 }),
  organizationNumber: Type.String({ maxLength: 20 }),
});

const delegation = {
  name: Type.String({ minLength: 1, maxLength: 200, description: 'Name of the organisation' }),
  isMember: Type.Boolean({ description: 'Whether the organisation is a member of the health network' }),
  childOrganizationNumbers: OrganizationNumbers,
  signedAudiences: Type.Array(Type.String({ maxLength: 200 }), {
    maxItems: 100,
    description: 'Our APIs whose terms the organisation has signed',
  }),
};

export const NewDelegationBody = Type.Object(delegation, { title: 'NewDelegation', additionalProperties: false });

export const DelegationBody = Type.Object(
  { organizationNumber: Type.String(), ...delegation, givenAt: Time },
  { title: 'Delegation' },
);
export type DelegationBody = Static<typeof DelegationBody>;

export const DelegationListBody = Type.Object({ delegations: Type.Array(DelegationBody) }, { title: 'DelegationList' });
