import { readFile } from 'node:fs/promises';
import { fixture, testDatabase } from '@samband/testing';
import { expect, test } from 'vitest';
import { createAddressRegister } from './address-register.ts';
import { operator } from './country-for-tests.ts';
import type { ElectronicAddressType } from './electronic-address.ts';
import { parseHerId } from './her-id.ts';
import { addressRegisterMigrations } from './migrations.ts';
import type { NewParty } from './party-input.ts';

/**
 * What other registers answer about a party can be said in ours: each official sample is read, stored and found again.
 * The samples come in two shapes, the older REST answer and the current flat one.
 */
const database = await testDatabase([addressRegisterMigrations]);
const register = createAddressRegister({ database, now: () => new Date('2026-01-15T12:00:00Z') });

const CPA_REPO = 'messaging/navikt+ebxml-processor/cpa-repo/src';
const MAIN = `${CPA_REPO}/main/resources`;
const TEST = `${CPA_REPO}/test/resources/adresseregister`;
/** The party, its signing certificate, its encryption certificate. */
const FLAT_SAMPLES = [
  [`${MAIN}/CommunicationParty.json`, `${MAIN}/SignCertificate.json`, `${MAIN}/EncryptionCertificate.json`],
  [`${TEST}/NavCommunicationParty.json`, `${TEST}/NavSignCert.json`, `${TEST}/NavEncryptCert.json`],
  [
    `${TEST}/Speare_CommunicationParty.json`,
    `${TEST}/SPEAREAS_qass_35065_SignCert.json`,
    `${TEST}/SPEAREAS_qass_35065_EncryptCert.json`,
  ],
] as const;
const OLDER_SAMPLE =
  'messaging/helsenorge+Helsenorge.Messaging/test/Helsenorge.Registries.Tests/Files/CommunicationDetailsRest_8141705.json';

interface FlatAnswer {
  herId: number;
  name: string;
  displayName: string;
  organizationDetails: { organizationNumber: string; businessType: { value: string }; services: number[] };
  currentSigningCertificate: { thumbprint: string; validFrom: string; validTo: string };
  currentEncryptionCertificate: { thumbprint: string; validFrom: string; validTo: string };
  ediAddress: string;
  phoneNumber?: string;
  faxNumber?: string;
  email?: string;
  homepageUrl?: string;
  postalAddress?: { address: string; postalCode: string; city: string };
  validFrom: string;
  validTo: string;
}

/** Postal codes come as numbers in the older answer, and without the leading zero in both. */
const postalCode = (given: string | number): string => String(given).padStart(4, '0');

function fromFlat(answer: FlatAnswer): NewParty {
  const { organizationDetails, postalAddress } = answer;
  const addresses: [ElectronicAddressType, string | undefined][] = [
    ['E_EDI', answer.ediAddress],
    ['E_TLF', answer.phoneNumber],
    ['E_FAX', answer.faxNumber],
    ['E_EPO', answer.email],
    ['E_URL', answer.homepageUrl],
  ];
  return {
    herId: parseHerId(answer.herId),
    kind: 'organization',
    name: answer.name,
    displayName: answer.displayName,
    organizationNumber: organizationDetails.organizationNumber,
    businessType: organizationDetails.businessType.value,
    validFrom: new Date(answer.validFrom),
    validTo: new Date(answer.validTo),
    electronicAddresses: addresses.flatMap(([type, value]) => (value ? [{ type, value }] : [])),
    ...(postalAddress && {
      physicalAddresses: [
        {
          type: 'postal' as const,
          street: postalAddress.address,
          postalCode: postalCode(postalAddress.postalCode),
          city: postalAddress.city,
        },
      ],
    }),
  };
}

test.for(FLAT_SAMPLES)('the current, flat answer %s is stored and found again', async (paths, context) => {
  const [answer, signing, encryption] = await Promise.all([
    readJson<FlatAnswer>(fixture(context, paths[0])),
    readJson<{ certificateValue: string }>(fixture(context, paths[1])),
    readJson<{ certificateValue: string }>(fixture(context, paths[2])),
  ]);
  const certificates = [
    { use: 'signing' as const, value: signing.certificateValue },
    { use: 'encryption' as const, value: encryption.certificateValue },
  ];

  const stored = await store({ ...fromFlat(answer), certificates });

  expect(stored).toMatchObject({
    herId: answer.herId,
    name: answer.name,
    displayName: answer.displayName,
    organizationNumber: answer.organizationDetails.organizationNumber,
    validFrom: new Date(answer.validFrom),
    validTo: new Date(answer.validTo),
  });
  const found = (use: string) => stored.certificates.find((certificate) => certificate.use === use);
  expect(found('signing')).toMatchObject(certificateFacts(answer.currentSigningCertificate));
  expect(found('encryption')).toMatchObject(certificateFacts(answer.currentEncryptionCertificate));
  expect(stored.electronicAddresses).toContainEqual(
    expect.objectContaining({ type: 'E_EDI', value: answer.ediAddress }),
  );
});

const certificateFacts = ({ thumbprint, validFrom, validTo }: FlatAnswer['currentSigningCertificate']) => ({
  thumbprint,
  validFrom: new Date(validFrom),
  validTo: new Date(validTo),
});

/** One party stands in two of the samples: the second is a change of the first. */
async function store(party: NewParty) {
  const { kind: _kind, herId, ...change } = party;
  const [known] = herId ? await register.findParties([herId]) : [];
  return known ? register.changeParty(known.herId, change, operator) : register.createParty(party, operator);
}

interface Code {
  CodeText: string;
  CodeValue: string;
  OID: number;
}
interface OlderAnswer {
  herId: number;
  communicationParty: {
    Name: string;
    Code: Code;
    Municipality: Code;
    ParentBusinessType: Code;
    ParentHerId: number;
    ParentName: string;
    ParentOrganizationNumber: number;
    ElectronicAddresses: { Address: string; Inherited: boolean; TypeCodeValue: ElectronicAddressType }[];
    PhysicalAddresses: { City: string; PostalCode: number; StreetAddress: string; TypeCodeValue: 'RES' | 'PST' }[];
    Valid: { From: string; To: string };
  };
}

/** The service, and of its organisation what the answer tells: its names, and what the service inherits. */
function fromOlder({ herId, communicationParty: party }: OlderAnswer): { organization: NewParty; service: NewParty } {
  const addresses = (inherited: boolean) =>
    party.ElectronicAddresses.filter((address) => address.Inherited === inherited).map((address) => ({
      type: address.TypeCodeValue,
      value: address.Address,
    }));
  const parentHerId = parseHerId(party.ParentHerId);
  const validFrom = new Date(party.Valid.From);
  return {
    organization: {
      herId: parentHerId,
      kind: 'organization',
      name: party.ParentName,
      organizationNumber: String(party.ParentOrganizationNumber),
      businessType: party.ParentBusinessType.CodeValue,
      validFrom,
      electronicAddresses: addresses(true),
      physicalAddresses: party.PhysicalAddresses.map((address) => ({
        type: address.TypeCodeValue === 'RES' ? 'visiting' : 'postal',
        street: address.StreetAddress,
        postalCode: postalCode(address.PostalCode),
        city: address.City,
      })),
    },
    service: {
      herId: parseHerId(herId),
      kind: 'service',
      name: party.Name,
      parentHerId,
      serviceCode: { system: String(party.Code.OID), code: party.Code.CodeValue, display: party.Code.CodeText },
      municipality: party.Municipality.CodeValue,
      validFrom,
      validTo: new Date(party.Valid.To),
      electronicAddresses: addresses(false),
    },
  };
}

test('the older REST answer is stored as a service that inherits what the answer says it inherits', async (context) => {
  const answer = await readJson<OlderAnswer>(fixture(context, OLDER_SAMPLE));
  const { organization, service } = fromOlder(answer);

  await register.createParty(organization, operator);
  const stored = await register.createParty(service, operator);

  const { communicationParty: party } = answer;
  expect(stored).toMatchObject({
    herId: answer.herId,
    parentName: party.ParentName,
    organizationNumber: String(party.ParentOrganizationNumber),
    organizationNumberInherited: true,
    municipality: party.Municipality.CodeValue,
    active: true,
  });
  expect(stored).not.toHaveProperty('validTo');
  const seen = stored.electronicAddresses.map(({ type, value, inherited }) => `${type} ${value} ${inherited}`).sort();
  expect(seen).toEqual(
    party.ElectronicAddresses.map((each) => `${each.TypeCodeValue} ${each.Address} ${each.Inherited}`).sort(),
  );
  expect(stored.physicalAddresses).toHaveLength(party.PhysicalAddresses.length);
});

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}
