import { Type } from 'typebox';
import { PARTY_KINDS } from '../communication-party.ts';
import { ELECTRONIC_ADDRESS_TYPES, type ElectronicAddressType } from '../electronic-address.ts';
import { HER_ID_MAX } from '../her-id.ts';
import { PHYSICAL_ADDRESS_TYPES, type PhysicalAddressType } from '../physical-address.ts';

/** Where the register's own API has parties. */
export const PARTIES = '/address-register/communication-parties';
export const tags = ['Address register'];

export const Instant = Type.String({ format: 'date-time' });
export const HerIdNumber = Type.Integer({ minimum: 1, maximum: HER_ID_MAX });
const Kind = Type.Enum([...PARTY_KINDS]);
export const Use = Type.Enum(['signing', 'encryption']);
const AddressType = Type.Enum(Object.keys(ELECTRONIC_ADDRESS_TYPES) as ElectronicAddressType[], {
  description: 'Code system 9044',
});
export const closed = { additionalProperties: false };

const Coding = Type.Object(
  { system: Type.String(), code: Type.String(), display: Type.Optional(Type.String()) },
  {
    ...closed,
    description: 'A code and the OID of its code system; a request may say 8666 for 2.16.578.1.12.4.1.1.8666',
  },
);
const Person = Type.Object(
  {
    givenName: Type.String(),
    familyName: Type.String(),
    hprNumber: Type.Optional(Type.String()),
    title: Type.Optional(Type.String()),
  },
  closed,
);
const physicalAddress = {
  type: Type.Enum(Object.keys(PHYSICAL_ADDRESS_TYPES) as PhysicalAddressType[], { description: 'Code system 3401' }),
  street: Type.Optional(Type.String()),
  postbox: Type.Optional(Type.String()),
  postalCode: Type.Optional(Type.String()),
  city: Type.Optional(Type.String()),
  country: Type.Optional(Type.String()),
};
const Properties = Type.Record(Type.String(), Type.String(), { description: 'Whatever else, by name' });
const inherited = Type.Boolean({ description: "From the party's organisation" });

export const HerIdParams = Type.Object({ herId: Type.String({ description: 'HER-id' }) });
export const AtQuery = Type.Object(
  {
    at: Type.Optional(Type.String({ format: 'date-time', description: 'As it is at this instant; now when left out' })),
  },
  closed,
);

const AddressBody = Type.Object({
  type: AddressType,
  value: Type.String(),
  inherited,
  validFrom: Instant,
  validTo: Type.Optional(Instant),
});

const PhysicalAddressBody = Type.Object({
  ...physicalAddress,
  inherited,
  validFrom: Instant,
  validTo: Type.Optional(Instant),
});

const PartyCertificateBody = Type.Object({
  use: Use,
  thumbprint: Type.String({ description: 'SHA-1 of the DER in hex' }),
  validFrom: Instant,
  validTo: Instant,
  subjectOrganizationNumber: Type.Optional(Type.String()),
  value: Type.Optional(Type.String({ description: 'DER in base64' })),
  inherited,
});

export const CommunicationPartyBody = Type.Object(
  {
    herId: HerIdNumber,
    kind: Kind,
    name: Type.String(),
    displayName: Type.Optional(Type.String({ description: 'To be shown and written in documents (AD2.3)' })),
    parentHerId: Type.Optional(HerIdNumber),
    parentName: Type.Optional(Type.String()),
    organizationNumber: Type.String(),
    organizationNumberInherited: Type.Boolean(),
    active: Type.Boolean(),
    validFrom: Instant,
    validTo: Type.Optional(Instant),
    businessType: Type.Optional(Type.String({ description: 'Code system 9040' })),
    serviceCode: Type.Optional(Coding),
    municipality: Type.Optional(Type.String()),
    description: Type.Optional(Type.String()),
    locationDescription: Type.Optional(Type.String({ description: 'Sted/funksjon (AD3.20)' })),
    person: Type.Optional(Person),
    coverageAreas: Type.Array(Coding, {
      description: 'What a service covers: municipalities (3402), districts (3403)',
    }),
    industryCodes: Type.Array(Coding),
    properties: Properties,
    physicalAddresses: Type.Array(PhysicalAddressBody),
    futurePhysicalAddresses: Type.Array(PhysicalAddressBody),
    electronicAddresses: Type.Array(AddressBody),
    futureElectronicAddresses: Type.Array(AddressBody),
    certificates: Type.Array(PartyCertificateBody),
    futureCertificates: Type.Array(PartyCertificateBody),
    remarks: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
    version: Type.Integer(),
    changedAt: Instant,
  },
  { title: 'CommunicationParty' },
);

export const CommunicationPartiesBody = Type.Object({
  communicationParties: Type.Array(CommunicationPartyBody),
  nextAfter: Type.Optional(HerIdNumber),
});

export const LookupBody = Type.Object(
  { herIds: Type.Array(HerIdNumber, { minItems: 1 }), at: Type.Optional(Instant) },
  closed,
);

export const SearchQuery = Type.Object(
  {
    text: Type.Optional(Type.String({ maxLength: 200 })),
    kind: Type.Optional(Kind),
    organizationNumber: Type.Optional(Type.String({ pattern: '^[0-9]{9}$' })),
    municipality: Type.Optional(
      Type.String({ pattern: '^[0-9]{4}$', description: 'Its own, else its organisation’s' }),
    ),
    serviceCode: Type.Optional(Type.String({ minLength: 1, maxLength: 20, description: 'Service type, such as 05' })),
    serviceCodeSystem: Type.Optional(
      Type.String({ maxLength: 100, description: 'Of the service type: 8666, or the OID' }),
    ),
    parentHerId: Type.Optional(HerIdNumber),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    after: Type.Optional(HerIdNumber),
  },
  closed,
);

const AddressRequest = Type.Object(
  { type: AddressType, value: Type.String(), validFrom: Type.Optional(Instant), validTo: Type.Optional(Instant) },
  closed,
);
const CertificateRequest = Type.Object(
  { use: Use, value: Type.String({ description: 'DER in base64, or PEM', maxLength: 20_000 }) },
  closed,
);
const holdings = {
  electronicAddresses: Type.Optional(Type.Array(AddressRequest, { maxItems: 100 })),
  certificates: Type.Optional(Type.Array(CertificateRequest, { maxItems: 50 })),
};
const PhysicalAddresses = Type.Array(
  Type.Object({ ...physicalAddress, validFrom: Type.Optional(Instant), validTo: Type.Optional(Instant) }, closed),
  { maxItems: 20 },
);
const Codings = Type.Array(Coding, { maxItems: 500 });
const Imported = Type.Boolean({
  description:
    'Taken as another register says it: what breaks a usage rule is remarked on, not refused. The operator’s.',
});

/** What may be left out when a party is made, and taken away with null when it is changed. */
const optionalFields = {
  displayName: Type.String(),
  parentHerId: HerIdNumber,
  organizationNumber: Type.String(),
  businessType: Type.String(),
  serviceCode: Coding,
  municipality: Type.String(),
  description: Type.String(),
  locationDescription: Type.String(),
  person: Person,
  coverageAreas: Codings,
  industryCodes: Codings,
  properties: Properties,
  physicalAddresses: PhysicalAddresses,
  validTo: Instant,
};

export const CreatePartyBody = Type.Object(
  {
    ...Type.Partial(Type.Object(optionalFields)).properties,
    ...holdings,
    herId: Type.Optional(HerIdNumber),
    imported: Type.Optional(Imported),
    kind: Kind,
    name: Type.String(),
    validFrom: Type.Optional(Instant),
  },
  { ...closed, title: 'NewCommunicationParty' },
);

const clearable = <T extends Type.TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));

export const ChangePartyBody = Type.Object(
  {
    displayName: clearable(optionalFields.displayName),
    parentHerId: Type.Optional(HerIdNumber),
    organizationNumber: clearable(optionalFields.organizationNumber),
    businessType: clearable(optionalFields.businessType),
    serviceCode: clearable(optionalFields.serviceCode),
    municipality: clearable(optionalFields.municipality),
    description: clearable(optionalFields.description),
    locationDescription: clearable(optionalFields.locationDescription),
    person: clearable(optionalFields.person),
    coverageAreas: Type.Optional(Codings),
    industryCodes: Type.Optional(Codings),
    properties: Type.Optional(Properties),
    physicalAddresses: Type.Optional(PhysicalAddresses),
    validTo: clearable(optionalFields.validTo),
    ...holdings,
    imported: Type.Optional(Imported),
    name: Type.Optional(Type.String()),
    validFrom: Type.Optional(Instant),
    expectedVersion: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { ...closed, title: 'CommunicationPartyChange', description: 'What is left out stays; null takes away' },
);

export const AddCertificatesBody = Type.Object(
  {
    certificates: Type.Array(CertificateRequest, { minItems: 1, maxItems: 50 }),
    expectedVersion: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
);
