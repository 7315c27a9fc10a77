import { Type } from 'typebox';
import { closed, HerIdNumber, Instant } from './schemas.ts';

/** Where clients of the national CPPA service find its paths: give them this as their base address. */
export const CPPA = '/cppa';
export const cppaTags = ['Collaboration profiles and agreements'];

const Process = Type.Object({ uuid: Type.String(), name: Type.String(), version: Type.String() });
const Action = Type.Object({
  direction: Type.Enum(['send', 'receive']),
  action: Type.String(),
  packageId: Type.String(),
  channelIds: Type.Array(Type.String()),
});
const Role = Type.Object({
  process: Process,
  role: Type.String(),
  service: Type.String(),
  encryptionCertificateId: Type.Optional(Type.String()),
  actions: Type.Array(Action),
});
const PerMessage = Type.Enum(['always', 'never', 'perMessage']);
const Transport = Type.Enum(['smtp', 'http-async', 'http-sync', 'amqp', 'amqp-sync']);
const Channel = Type.Object({
  id: Type.String(),
  transport: Transport,
  uri: Type.Optional(Type.String()),
  syncReplyMode: Type.Enum(['none', 'mshSignalsOnly', 'signalsOnly', 'responseOnly', 'signalsAndResponse']),
  ackMode: PerMessage,
  ackSignatureMode: PerMessage,
  duplicateElimination: PerMessage,
  retries: Type.Optional(Type.Integer()),
  retryIntervalMs: Type.Optional(Type.Integer()),
  persistDurationMs: Type.Optional(Type.Integer()),
  signatureAlgorithms: Type.Array(Type.String()),
  signingCertificateId: Type.Optional(Type.String()),
  encryptionCertificateId: Type.Optional(Type.String()),
});
const Party = Type.Object(
  {
    herId: HerIdNumber,
    name: Type.String(),
    ids: Type.Array(Type.Object({ type: Type.String(), value: Type.String() })),
    roles: Type.Array(Role),
    certificates: Type.Array(Type.Object({ id: Type.String(), value: Type.String({ description: 'DER as base64' }) })),
    channels: Type.Array(Channel),
    defaultChannelId: Type.String(),
  },
  { title: 'CollaborationParty' },
);

const summary = {
  cpaId: Type.String(),
  status: Type.Integer({
    ...{ minimum: 1, maximum: 5 },
    description: '1 proposed, 2 valid, 3 revoked, 4 expired, 5 valid but not the latest',
  }),
  origin: Type.Enum(['generated', 'imported']),
  startsAt: Instant,
  endsAt: Instant,
  madeAt: Instant,
  supersededAt: Type.Optional(Instant),
  terminatedAt: Type.Optional(Instant),
};
export const AgreementBody = Type.Object(
  { ...summary, parties: Type.Array(Party) },
  { title: 'CollaborationAgreement' },
);
export const AgreementSummariesBody = Type.Array(
  Type.Object({ ...summary, herIds: Type.Array(HerIdNumber) }, { title: 'CollaborationAgreementSummary' }),
);

const profile = { cppId: Type.String(), madeAt: Instant, supersededAt: Type.Optional(Instant), party: Party };
export const ProfileBody = Type.Object(profile, { title: 'CollaborationProfile' });
export const ProfilesBody = Type.Array(ProfileBody);

const key = {
  uuid: Type.String({ minLength: 1, maxLength: 60, description: 'Compared without regard to case and outer spaces' }),
  version: Type.String({ minLength: 1, maxLength: 20 }),
  role: Type.String({ minLength: 1, maxLength: 100 }),
};
export const ProcessKeysBody = Type.Array(Type.Object(key, closed), { maxItems: 500 });
export const HeldProcessesBody = Type.Array(Type.Object(key));
export const ProcessParams = Type.Object({ herId: Type.String({ description: 'HER-id' }), ...key });

export const CatalogueBody = Type.Array(
  Type.Object({
    ...{
      uuid: Type.String(),
      name: Type.String(),
      version: Type.String(),
      role: Type.String(),
      service: Type.String(),
    },
    actions: Type.Array(
      Type.Object({
        ...{ direction: Type.Enum(['send', 'receive']), action: Type.String(), packageId: Type.String() },
        transports: Type.Array(Transport),
      }),
    ),
  }),
);

export const CpaParams = Type.Object({ cpaId: Type.String({ minLength: 1, maxLength: 200 }) });
export const PairParams = Type.Object({ one: Type.String(), other: Type.String() });
export const ImportBody = Type.Object(
  {
    document: Type.String({
      description: 'The CPA as XML, in base64',
      contentEncoding: 'base64',
      maxLength: 2_700_000,
    }),
  },
  closed,
);

export const AgreementEventsBody = Type.Array(
  Type.Object({
    sequence: Type.Integer(),
    kind: Type.Enum(['CppUpdated', 'CpaCreated', 'CpaTerminated']),
    herId: HerIdNumber,
    otherHerId: Type.Optional(HerIdNumber),
    subjectId: Type.String({ description: 'The id of the profile or agreement' }),
    recordedAt: Instant,
    clientId: Type.String(),
    changes: Type.Record(Type.String(), Type.Unknown()),
  }),
);
export const AgreementEventsQuery = Type.Object(
  {
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  },
  closed,
);
