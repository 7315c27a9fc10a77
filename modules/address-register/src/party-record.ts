import type { PartyCertificate } from './certificate.ts';
import type { CommunicationParty, OwnFacts } from './communication-party.ts';
import type { ElectronicAddress } from './electronic-address.ts';
import type { HerId } from './her-id.ts';
import { futureAt, type Inherited, resolveAt } from './inheritance.ts';
import { remarksOn } from './remarks.ts';
import { isFuture, isInEffect } from './validity.ts';

/** A party with its own addresses and certificates, past and future ones included. */
export interface PartyOwn extends OwnFacts {
  readonly herId: HerId;
  readonly electronicAddresses: readonly ElectronicAddress[];
  readonly certificates: readonly PartyCertificate[];
}

/** All that is needed to say what a party is at any instant: its own rows and its organisation's. */
export interface PartyRecord {
  readonly own: PartyOwn;
  readonly parent?: PartyOwn;
  readonly sharesServiceType: boolean;
  readonly version: number;
  readonly changedAt: Date;
}

/** What documents call a party at level 1: the display name where one is registered (AD2.3). */
export const addressedName = (party: Pick<OwnFacts, 'name' | 'displayName'>): string => party.displayName ?? party.name;

/** The organisation number that answers for a party: its own, else its organisation's. Every organisation has one. */
export function organizationNumberOf({ own, parent }: Pick<PartyRecord, 'own' | 'parent'>): string {
  const number = own.organizationNumber ?? parent?.organizationNumber;
  if (number === undefined) throw new Error(`HER-id ${own.herId} has no organisation number, nor has its parent`);
  return number;
}

/** Which of the two is not in use at an instant: the party, the organisation above it, or neither. */
export function endedPart({ own, parent }: PartyRecord, at: Date): PartyOwn | undefined {
  return [own, ...(parent ? [parent] : [])].find((part) => !isInEffect(part, at));
}

export function certificatesAt({ own, parent }: PartyRecord, at: Date): Inherited<PartyCertificate>[] {
  return newestFirst(resolveAt(own.certificates, parent?.certificates ?? [], useOf, at));
}

/** Registered, but not valid yet: its own, and the organisation's, which may come to hold for it. */
function futureCertificates({ own, parent }: PartyRecord, at: Date): Inherited<PartyCertificate>[] {
  const mark = (certificates: readonly PartyCertificate[], inherited: boolean) =>
    certificates.filter((each) => isFuture(each, at)).map((each) => ({ ...each, inherited }));
  return newestFirst([...mark(own.certificates, false), ...mark(parent?.certificates ?? [], true)]);
}

const useOf = (certificate: PartyCertificate) => certificate.use;
const typeOf = (address: { readonly type: string }) => address.type;

const newestFirst = (certificates: Inherited<PartyCertificate>[]): Inherited<PartyCertificate>[] =>
  certificates.sort(
    (one, other) => one.use.localeCompare(other.use) || other.validFrom.getTime() - one.validFrom.getTime(),
  );

/** The party as others see it at an instant. */
export function partyAt(record: PartyRecord, at: Date): CommunicationParty {
  const { own, parent, version, changedAt } = record;
  const { electronicAddresses, physicalAddresses, certificates: _own, ...facts } = own;
  const organizationNumber = organizationNumberOf(record);
  const certificates = certificatesAt(record, at);
  const parentElectronic = parent?.electronicAddresses ?? [];
  const parentPhysical = parent?.physicalAddresses ?? [];
  return {
    ...facts,
    ...(parent && { parentName: addressedName(parent) }),
    organizationNumber,
    organizationNumberInherited: own.organizationNumber === undefined,
    active: endedPart(record, at) === undefined,
    physicalAddresses: resolveAt(physicalAddresses, parentPhysical, typeOf, at),
    futurePhysicalAddresses: futureAt(physicalAddresses, parentPhysical, typeOf, at),
    electronicAddresses: resolveAt(electronicAddresses, parentElectronic, typeOf, at).map(withoutRow),
    futureElectronicAddresses: futureAt(electronicAddresses, parentElectronic, typeOf, at).map(withoutRow),
    certificates,
    futureCertificates: futureCertificates(record, at),
    remarks: remarksOn({
      kind: own.kind,
      organizationNumber,
      businessType: own.businessType ?? parent?.businessType,
      serviceCode: own.serviceCode,
      locationDescription: own.locationDescription,
      sharesServiceType: record.sharesServiceType,
      certificates,
    }),
    version,
    changedAt,
  };
}

/** Which row an address stands in is the store's own business. */
function withoutRow(address: Inherited<ElectronicAddress> & { readonly id?: string }): Inherited<ElectronicAddress> {
  const { id: _id, ...shown } = address;
  return shown;
}
