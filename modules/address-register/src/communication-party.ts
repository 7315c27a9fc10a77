import type { PartyCertificate } from './certificate.ts';
import type { ElectronicAddress } from './electronic-address.ts';
import type { HerId } from './her-id.ts';
import type { Inherited } from './inheritance.ts';
import type { PhysicalAddress } from './physical-address.ts';
import type { Remark } from './remarks.ts';
import type { Validity } from './validity.ts';

/** Level 1 is the organisation; the other kinds are level 2, below one (HIS 1153-1 §4, HIS 1153-2 §4.3). */
export type PartyKind = 'organization' | 'service' | 'person' | 'department';

export const PARTY_KINDS = ['organization', 'service', 'person', 'department'] as const satisfies readonly PartyKind[];

/** A code in its system: FHIR's Coding, with the OID of the code system as `system`. */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/** The names a document must give a person who is a communication party (AD2.8). No national identity number. */
export interface PersonName {
  readonly givenName: string;
  readonly familyName: string;
  readonly hprNumber?: string;
  /** What the person is in the organisation: “Fastlege”. */
  readonly title?: string;
}

/** What a party says of itself, before anything is inherited. */
export interface OwnFacts extends Validity {
  readonly kind: PartyKind;
  readonly name: string;
  readonly displayName?: string;
  readonly parentHerId?: HerId;
  readonly organizationNumber?: string;
  readonly businessType?: string;
  readonly serviceCode?: Coding;
  readonly municipality?: string;
  readonly description?: string;
  /** “Sted/funksjon”: tells two parties with the same service type apart (AD3.20, AD3.21). */
  readonly locationDescription?: string;
  readonly person?: PersonName;
  /** What a service covers: municipalities (3402), districts (3403). */
  readonly coverageAreas: readonly Coding[];
  /** What an organisation does for a living (NACE). */
  readonly industryCodes: readonly Coding[];
  /** Whatever else is worth registering, by name. */
  readonly properties: Readonly<Record<string, string>>;
  /** Past and future ones too. */
  readonly physicalAddresses: readonly PhysicalAddress[];
}

/** A party as others see it at an instant, with what it inherits from its organisation. */
export interface CommunicationParty extends Validity {
  readonly herId: HerId;
  readonly kind: PartyKind;
  /** The registered name: the organisation's legal name, the service type's name, the person's name. */
  readonly name: string;
  /** The name to show and to write in documents where one is registered (AD2.3). */
  readonly displayName?: string;
  readonly parentHerId?: HerId;
  /** The organisation's display name, or its name where it has none: what AD2.3 wants at level 1. */
  readonly parentName?: string;
  /** Its own, or its organisation's. */
  readonly organizationNumber: string;
  readonly organizationNumberInherited: boolean;
  /** In use at the instant asked about, and its organisation too. */
  readonly active: boolean;
  readonly businessType?: string;
  readonly serviceCode?: Coding;
  readonly municipality?: string;
  readonly description?: string;
  readonly locationDescription?: string;
  readonly person?: PersonName;
  readonly coverageAreas: readonly Coding[];
  readonly industryCodes: readonly Coding[];
  readonly properties: Readonly<Record<string, string>>;
  readonly physicalAddresses: readonly Inherited<PhysicalAddress>[];
  /** Registered, but not yet in effect. */
  readonly futurePhysicalAddresses: readonly Inherited<PhysicalAddress>[];
  readonly electronicAddresses: readonly Inherited<ElectronicAddress>[];
  /** Registered, but not yet in effect. */
  readonly futureElectronicAddresses: readonly Inherited<ElectronicAddress>[];
  /** Every certificate in effect: during an overlap both the old and the new, the newest first within a use. */
  readonly certificates: readonly Inherited<PartyCertificate>[];
  /** Registered, but not yet valid. */
  readonly futureCertificates: readonly Inherited<PartyCertificate>[];
  /** What is unusual about this party. Never a reason to refuse it. */
  readonly remarks: readonly Remark[];
  /** Rises by one with every change, also of what is inherited. */
  readonly version: number;
  readonly changedAt: Date;
}
