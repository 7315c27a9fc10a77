import { shortSystem } from './business-type.ts';
import type { CertificateUse } from './certificate.ts';
import type { Coding, CommunicationParty } from './communication-party.ts';
import type { ElectronicAddressType } from './electronic-address.ts';
import type { HerId } from './her-id.ts';

const TYPES = { organization: 'Organization', service: 'Service', person: 'Person', department: 'Department' } as const;

/** A code as the national register names it: its list by short number. */
interface AdministrativeCode {
  readonly codeListId: string;
  readonly value: string;
  readonly name?: string;
}

interface ParentOrganization {
  readonly name: string;
  readonly herId: HerId;
  readonly organizationNumber: string;
}

export interface FlatCertificate {
  readonly thumbprint: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** The HER-ids of what stands below an organisation. */
export interface Units {
  readonly persons: readonly HerId[];
  readonly services: readonly HerId[];
}

/** What the party needs beside itself: its organisation, or what stands below it. */
export interface Surroundings {
  readonly parent?: CommunicationParty | undefined;
  readonly units?: Units | undefined;
}

/** A party in the shape of the current national Communication Party API: flat, and of the present only. */
export function flatParty(party: CommunicationParty, { parent, units }: Surroundings) {
  const { herId, kind, name, displayName, validFrom, validTo } = party;
  return {
    herId,
    name,
    ...(displayName !== undefined && { displayName }),
    type: TYPES[kind],
    ...details(party, parent && parentOrganization(parent), units ?? { persons: [], services: [] }),
    ...certificate('currentSigningCertificate', party, 'signing'),
    ...certificate('currentEncryptionCertificate', party, 'encryption'),
    ...address('email', party, 'E_EPO'),
    ...address('homepageUrl', party, 'E_URL'),
    ...address('phoneNumber', party, 'E_TLF'),
    ...address('faxNumber', party, 'E_FAX'),
    ...address('ediAddress', party, 'E_EDI'),
    ...postalAddress(party),
    ...amqp(party),
    validFrom,
    ...(validTo && { validTo }),
  };
}

function details(party: CommunicationParty, parent: ParentOrganization | undefined, units: Units) {
  const parentOrganization = parent && { parentOrganization: parent };
  switch (party.kind) {
    case 'organization':
      return { organizationDetails: { ...organizationDetails(party), ...units } };
    case 'service':
      return { serviceDetails: { ...serviceDetails(party), ...parentOrganization } };
    case 'person':
      return { personDetails: { ...personDetails(party), ...parentOrganization } };
    case 'department':
      return { departmentDetails: { ...parentOrganization } };
  }
}

function organizationDetails({ organizationNumber, businessType }: CommunicationParty) {
  return { organizationNumber, ...(businessType && { businessType: { codeListId: '9040', value: businessType } }) };
}

function serviceDetails({ serviceCode, locationDescription }: CommunicationParty) {
  return {
    ...(serviceCode && { serviceType: administrativeCode(serviceCode) }),
    ...(locationDescription !== undefined && { serviceSpecification: locationDescription }),
  };
}

function personDetails({ person }: CommunicationParty) {
  return person?.hprNumber === undefined ? {} : { hprNumber: Number(person.hprNumber) };
}

function parentOrganization({ name, herId, organizationNumber }: CommunicationParty): ParentOrganization {
  return { name, herId, organizationNumber };
}

function administrativeCode({ system, code, display }: Coding): AdministrativeCode {
  return { codeListId: shortSystem(system), value: code, ...(display !== undefined && { name: display }) };
}

function certificate<Name extends string>(name: Name, { certificates }: CommunicationParty, use: CertificateUse) {
  const newest = certificates.find((each) => each.use === use);
  if (!newest) return {};
  const { thumbprint, validFrom, validTo } = newest;
  return { [name]: { thumbprint, validFrom, validTo } } as { [name in Name]: FlatCertificate };
}

function address<Name extends string>(name: Name, party: CommunicationParty, type: ElectronicAddressType) {
  const value = party.electronicAddresses.find((each) => each.type === type)?.value;
  return (value === undefined ? {} : { [name]: value }) as { [name in Name]?: string };
}

function postalAddress({ physicalAddresses }: CommunicationParty) {
  const postal = physicalAddresses.find((each) => each.type === 'postal');
  if (!postal) return {};
  const { street, postbox, postalCode, city } = postal;
  return {
    postalAddress: {
      ...(street !== undefined && { address: street }),
      ...(postbox !== undefined && { postalBox: postbox }),
      ...(postalCode !== undefined && { postalCode }),
      ...(city !== undefined && { city }),
    },
  };
}

function amqp(party: CommunicationParty) {
  const amqpAddress = {
    ...address('amqpSyncQueue', party, 'E_SB_SYNC'),
    ...address('amqpSyncReplyQueue', party, 'E_SB_SYNCREPLY'),
    ...address('amqpAsyncQueue', party, 'E_SB_ASYNC'),
    ...address('amqpErrorQueue', party, 'E_SB_ERROR'),
  };
  const isEnabled = Object.keys(amqpAddress).length > 0;
  return isEnabled
    ? { amqpTransportStatus: 'Enabled' as const, amqpAddress }
    : { amqpTransportStatus: 'Disabled' as const };
}
