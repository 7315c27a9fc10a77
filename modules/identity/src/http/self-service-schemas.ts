import { type Static, Type } from 'typebox';
import { PublicJwk, Time } from './schemas.ts';

const Texts = Type.Array(Type.String({ maxLength: 2_000 }), { maxItems: 1_000 });
/** Absent and null are the same here: nothing. */
const OptionalTexts = Type.Optional(Type.Union([Texts, Type.Null()]));

const settings = {
  apiScopes: Texts,
  audienceSpecificClientClaims: Type.Optional(
    Type.Union([
      Type.Array(Type.Object({ key: Type.String({ maxLength: 200 }), value: Type.String({ maxLength: 512 }) }), {
        maxItems: 50,
      }),
      Type.Null(),
    ]),
  ),
  redirectUris: OptionalTexts,
  postLogoutRedirectUris: OptionalTexts,
  childOrganizationNumbers: OptionalTexts,
};

export const ClientSettingsBody = Type.Object(settings, { title: 'ClientSettings', additionalProperties: false });
export type ClientSettingsBody = Static<typeof ClientSettingsBody>;

export const NewClientDraftBody = Type.Object(
  {
    organizationNumber: Type.String({ description: 'Nine digits' }),
    publicJwk: Type.Union([PublicJwk, Type.String({ maxLength: 8_192 })], {
      description: 'Public JWK, as an object or as its JSON text',
    }),
    ...settings,
    postClientConfirmationRedirectUri: Type.Optional(
      Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()], {
        description: 'Taken and not used: here an administrator confirms',
      }),
    ),
  },
  { title: 'NewClientDraft', additionalProperties: false },
);

export const DraftedClientBody = Type.Object({ clientId: Type.String({ format: 'uuid' }) }, { title: 'DraftedClient' });

const StatusReason = Type.Union([Type.String(), Type.Null()]);
const ClaimValue = Type.Union([Type.String(), Type.Null()]);

export const CurrentClientBody = Type.Object(
  {
    apiScopes: Type.Array(
      Type.Object({ scope: Type.String(), status: Type.Enum(['ok', 'pending']), statusReason: StatusReason }),
    ),
    audienceSpecificClientClaims: Type.Array(
      Type.Object({
        claimType: Type.String(),
        activeClaimValue: ClaimValue,
        pendingClaimValue: ClaimValue,
        status: Type.Enum(['ok', 'pending', 'updatePending']),
        statusReason: StatusReason,
      }),
    ),
    redirectUris: Type.Array(Type.String()),
    postLogoutRedirectUris: Type.Array(Type.String()),
    childOrganizationNumbers: Type.Array(Type.String(), { description: 'Those that tokens can name now' }),
    pendingChildOrganizationNumbers: Type.Array(Type.String(), { description: 'Those that wait for approval' }),
  },
  { title: 'CurrentClient' },
);
export type CurrentClientBody = Static<typeof CurrentClientBody>;

export const RotatedKeyBody = Type.Object(
  { expiration: Type.String({ format: 'date-time', description: 'When the new key ends by itself' }) },
  { title: 'RotatedClientKey' },
);

export const DelegatorsBody = Type.Array(
  Type.Object({
    delegator: Type.Object({
      organizationNumber: Type.String(),
      name: Type.String(),
      isHelsenettMember: Type.Boolean(),
    }),
    serviceTerms: Type.Array(
      Type.Object({
        uri: Type.String({ description: 'The audience of the API' }),
        name: Type.String(),
        delegatorHasSigned: Type.Boolean(),
        scopes: Type.Array(Type.String()),
      }),
    ),
  }),
  { title: 'MultiTenantDelegations' },
);
export type DelegatorsBody = Static<typeof DelegatorsBody>;

export const ClientDraftListBody = Type.Object(
  {
    drafts: Type.Array(
      Type.Object({
        clientId: Type.String({ format: 'uuid' }),
        organizationNumber: Type.String(),
        kid: Type.String(),
        scopes: Type.Array(Type.String()),
        claims: Type.Record(Type.String(), Type.String()),
        childOrganizationNumbers: Type.Array(Type.String()),
        redirectUris: Type.Array(Type.String()),
        createdAt: Time,
        expiresAt: Time,
      }),
    ),
  },
  { title: 'ClientDraftList' },
);

export const ConfirmDraftBody = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    tenancy: Type.Optional(Type.Enum(['single-tenant', 'multi-tenant'])),
  },
  { title: 'ClientDraftConfirmation', additionalProperties: false },
);
