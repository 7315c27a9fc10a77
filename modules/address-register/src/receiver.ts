import type { PartyCertificate } from './certificate.ts';
import type { PartyKind } from './communication-party.ts';
import { PartyNotActive } from './errors.ts';
import type { HerId } from './her-id.ts';
import type { Inherited } from './inheritance.ts';
import { addressesAt } from './inheritance.ts';
import { addressedName, certificatesAt, endedPart, organizationNumberOf, type PartyRecord } from './party-record.ts';

/** Whose a party is, also when it is no longer in use: what it once got stays its organisation's. */
export interface PartyOwner {
  readonly herId: HerId;
  /** Its own, or its organisation's. */
  readonly organizationNumber: string;
  /** The organisation at level 1: differs where a unit has a number of its own. */
  readonly level1OrganizationNumber: string;
  /** The organisation above it. */
  readonly parentHerId?: HerId;
}

/** Where and how to deliver to a party, as the register had it at an instant. */
export interface Receiver extends PartyOwner {
  readonly kind: PartyKind;
  /** What a document calls it: the display name where one is registered (AD2.3). */
  readonly name: string;
  readonly parentName?: string;
  /** Every party has a mailbox of ours, fetched through the EDI API. */
  readonly transport: 'mailbox';
  /** The mailbox: named by the HER-id. */
  readonly address: string;
  /** Where ebXML mail goes (E_EDI), when the party has such an address. */
  readonly ediAddress?: string;
  /** The newest in effect. What was encrypted for the one before is still readable while both are registered. */
  readonly encryptionCertificate?: CertificateReference;
  /** All in effect, the newest first: a signature by any of them counts. */
  readonly signingCertificates: readonly CertificateReference[];
  /** The party's version, for evidence. */
  readonly version: number;
  /** `last-known-good`: the register could not be read, and this is the copy kept from `asOf`. */
  readonly servedFrom: 'register' | 'last-known-good';
  /** When the register was read. */
  readonly asOf: Date;
}

export interface CertificateReference {
  readonly thumbprint: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly inherited: boolean;
}

export function ownerOf(record: PartyRecord): PartyOwner {
  const { own, parent } = record;
  return {
    herId: own.herId,
    organizationNumber: organizationNumberOf(record),
    level1OrganizationNumber: organizationNumberOf({ own: parent ?? own }),
    ...(parent && { parentHerId: parent.herId }),
  };
}

/** Throws `PartyNotActive` when the party, or the organisation above it, is not in use at that instant. */
export function inUse(record: PartyRecord, at: Date): PartyRecord {
  const ended = endedPart(record, at);
  if (!ended) return record;
  const { validFrom, validTo, herId: endedHerId } = ended;
  throw new PartyNotActive({ herId: record.own.herId, at, validFrom, validTo, endedHerId });
}

/** Throws `PartyNotActive`. */
export function receiverAt(record: PartyRecord, at: Date, source: Pick<Receiver, 'servedFrom' | 'asOf'>): Receiver {
  const { own, parent, version } = inUse(record, at);
  const certificates = certificatesAt(record, at);
  const [encryptionCertificate] = references(certificates, 'encryption');
  const edi = addressesAt(own.electronicAddresses, parent?.electronicAddresses ?? [], at).find(
    (address) => address.type === 'E_EDI',
  );
  return {
    ...ownerOf(record),
    kind: own.kind,
    name: addressedName(own),
    ...(parent && { parentName: addressedName(parent) }),
    transport: 'mailbox',
    address: String(own.herId),
    ...(edi && { ediAddress: edi.value }),
    ...(encryptionCertificate && { encryptionCertificate }),
    signingCertificates: references(certificates, 'signing'),
    version,
    ...source,
  };
}

function references(
  certificates: readonly Inherited<PartyCertificate>[],
  use: PartyCertificate['use'],
): CertificateReference[] {
  return certificates
    .filter((certificate) => certificate.use === use)
    .map(({ thumbprint, validFrom, validTo, inherited }) => ({ thumbprint, validFrom, validTo, inherited }));
}
