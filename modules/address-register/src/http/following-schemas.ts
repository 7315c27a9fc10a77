import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { closed, HerIdNumber, Instant, Use } from './schemas.ts';

const SequenceNumber = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

export const EventsQuery = Type.Object(
  {
    after: Type.Optional(SequenceNumber),
    fromSequenceNumber: Type.Optional(
      Type.Integer({ ...SequenceNumber, description: 'The first event wanted: another way to say `after`' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  },
  closed,
);

export const EventsBody = Type.Object({
  events: Type.Array(
    Type.Object({
      sequence: Type.Integer(),
      herId: HerIdNumber,
      kind: Type.Enum(['created', 'changed', 'inherited']),
      recordedAt: Instant,
      clientId: Type.String(),
      version: Type.Integer(),
      changes: Type.Record(
        Type.String(),
        Type.Object({ before: Type.Optional(Type.Unknown()), after: Type.Optional(Type.Unknown()) }),
      ),
      causedBySequence: Type.Optional(Type.Integer()),
    }),
  ),
});

const held = {
  herId: HerIdNumber,
  use: Use,
  registeredAt: Instant,
  withdrawnAt: Type.Optional(Instant),
};
const certificate = {
  thumbprint: Type.String(),
  validFrom: Instant,
  validTo: Instant,
  subjectOrganizationNumber: Type.Optional(Type.String()),
  value: Type.String({ description: 'DER in base64' }),
};

export const CertificateParams = Type.Object({ thumbprint: Type.String({ pattern: '^[0-9A-Fa-f]{40}$' }) });
export const CertificateBody = Type.Object({ ...certificate, heldBy: Type.Array(Type.Object(held)) });

export const CertificateHistoryBody = Type.Object({
  certificates: Type.Array(
    Type.Object({ ...held, ...certificate, inherited: Type.Boolean({ description: "Its organisation's" }) }),
  ),
});

/** Sent as it is made: the schema describes it, and does not touch it. */
export const ExportBody = Type.Unsafe<Readable>(Type.String({ description: 'Lines of JSON' }));
