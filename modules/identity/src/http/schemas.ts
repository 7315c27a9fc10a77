import { type Static, Type } from 'typebox';

const Time = Type.String({ format: 'date-time' });

/** A public JWK; what a key may hold is checked by the rules for keys, which say what is wrong. */
const PublicJwk = Type.Record(Type.String(), Type.Unknown(), {
  description: 'Public JWK: RSA of 2048 bits or more, EC P-256, P-384 or P-521, or Ed25519; never with private members',
});

export const NewClientBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    organizationNumber: Type.String({ description: 'Nine digits' }),
    publicJwks: Type.Array(PublicJwk, { minItems: 1, maxItems: 5 }),
    scopes: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 100 }),
  },
  { title: 'NewClient', additionalProperties: false },
);

export const NewKeyBody = Type.Object({ publicJwk: PublicJwk }, { title: 'NewClientKey', additionalProperties: false });

export const ClientBody = Type.Object(
  {
    clientId: Type.String({ format: 'uuid' }),
    name: Type.String(),
    organizationNumber: Type.String(),
    scopes: Type.Array(Type.String()),
    keys: Type.Array(
      Type.Object({
        kid: Type.String(),
        publicJwk: PublicJwk,
        thumbprint: Type.String({ description: 'RFC 7638, SHA-256' }),
        addedAt: Time,
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
