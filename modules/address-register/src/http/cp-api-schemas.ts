import { Type } from 'typebox';
import { closed, HerIdNumber, Instant } from './schemas.ts';

const Code = Type.Object({
  codeListId: Type.String({ description: 'Number of the code list: 9040, 8666' }),
  value: Type.String(),
  name: Type.Optional(Type.String()),
});
const Parent = Type.Optional(
  Type.Object({ name: Type.String(), herId: HerIdNumber, organizationNumber: Type.String() }),
);
const Certificate = Type.Object({ thumbprint: Type.String(), validFrom: Instant, validTo: Instant });
const Text = Type.Optional(Type.String());

export const FlatPartyBody = Type.Object(
  {
    herId: HerIdNumber,
    name: Type.String(),
    displayName: Text,
    type: Type.Enum(['Organization', 'Service', 'Person', 'Department']),
    organizationDetails: Type.Optional(
      Type.Object({
        organizationNumber: Type.String(),
        businessType: Type.Optional(Code),
        persons: Type.Array(HerIdNumber),
        services: Type.Array(HerIdNumber),
      }),
    ),
    serviceDetails: Type.Optional(
      Type.Object({ serviceType: Type.Optional(Code), serviceSpecification: Text, parentOrganization: Parent }),
    ),
    personDetails: Type.Optional(Type.Object({ hprNumber: Type.Optional(Type.Integer()), parentOrganization: Parent })),
    departmentDetails: Type.Optional(Type.Object({ parentOrganization: Parent })),
    currentSigningCertificate: Type.Optional(Certificate),
    currentEncryptionCertificate: Type.Optional(Certificate),
    email: Text,
    homepageUrl: Text,
    phoneNumber: Text,
    faxNumber: Text,
    ediAddress: Text,
    postalAddress: Type.Optional(Type.Object({ address: Text, postalBox: Text, postalCode: Text, city: Text })),
    amqpTransportStatus: Type.Enum(['Enabled', 'Disabled']),
    amqpAddress: Type.Optional(
      Type.Object({ amqpSyncQueue: Text, amqpSyncReplyQueue: Text, amqpAsyncQueue: Text, amqpErrorQueue: Text }),
    ),
    validFrom: Instant,
    validTo: Type.Optional(Instant),
  },
  { title: 'FlatCommunicationParty' },
);

export const FlatPartiesBody = Type.Array(FlatPartyBody);

export const HerIdsBody = Type.Array(HerIdNumber, { minItems: 1, maxItems: 100 });

export const FlatExportBody = Type.Object({
  herIds: Type.Array(HerIdNumber),
  lastSequenceNumber: Type.Integer(),
});

export const FlatEventsQuery = Type.Object(
  { fromSequenceNumber: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 1 })) },
  closed,
);

export const FlatEventsBody = Type.Array(
  Type.Object({
    sequenceNumber: Type.Integer(),
    herId: HerIdNumber,
    eventType: Type.Enum(['CommunicationPartyCreated', 'CommunicationPartyUpdated']),
    eventTime: Instant,
  }),
);

const FlatCertificate = Type.Object({ ...Certificate.properties, certificateValue: Type.String() });
export const FlatCertificateBody = FlatCertificate;
export const FlatCertificatesBody = Type.Array(FlatCertificate);

export const CertificateUseParams = Type.Object({
  herId: Type.String({ description: 'HER-id' }),
  use: Type.Enum(['signing', 'encryption']),
});
