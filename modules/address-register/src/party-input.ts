import type { CertificateUse } from './certificate.ts';
import type { Coding, PartyKind, PersonName } from './communication-party.ts';
import type { ElectronicAddressType } from './electronic-address.ts';
import type { HerId } from './her-id.ts';
import type { PhysicalAddressType } from './physical-address.ts';

/** An address to register. From now when `validFrom` is left out; until the next of its type when `validTo` is. */
export interface AddressInput {
  readonly type: ElectronicAddressType;
  readonly value: string;
  readonly validFrom?: Date | undefined;
  readonly validTo?: Date | undefined;
}

/** A physical address to register, with the same rules for its period. */
export interface PhysicalAddressInput {
  readonly type: PhysicalAddressType;
  readonly street?: string | undefined;
  readonly postbox?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly city?: string | undefined;
  readonly country?: string | undefined;
  readonly validFrom?: Date | undefined;
  readonly validTo?: Date | undefined;
}

/** A certificate to register: base64 DER or PEM. Validity and owner are read from it. */
export interface CertificateInput {
  readonly use: CertificateUse;
  readonly value: string;
}

/**
 * Another register says so, and it is taken as it is: what breaks a usage rule (a wrong check digit, a service type that
 * the business type does not use) is kept and remarked on, instead of refused. The operator's.
 */
type Imported = boolean;

/** Everything of a party that can be changed. `kind` and HER-id never change. */
export interface PartyFields {
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly parentHerId?: HerId | undefined;
  /** Nine digits with check digit. Required for organisations; others use their organisation's without one. */
  readonly organizationNumber?: string | undefined;
  /** Code system 9040; organisations and departments. */
  readonly businessType?: string | undefined;
  /** Services only. `system` may be the short number (8666) or the whole OID. */
  readonly serviceCode?: Coding | undefined;
  /** Four digits. */
  readonly municipality?: string | undefined;
  readonly description?: string | undefined;
  readonly locationDescription?: string | undefined;
  /** Persons only. */
  readonly person?: PersonName | undefined;
  /** Services only. */
  readonly coverageAreas?: readonly Coding[] | undefined;
  /** Organisations only. */
  readonly industryCodes?: readonly Coding[] | undefined;
  readonly properties?: Readonly<Record<string, string>> | undefined;
  /** A whole set, as the electronic ones. */
  readonly physicalAddresses?: readonly PhysicalAddressInput[] | undefined;
  /** Now when left out. */
  readonly validFrom?: Date | undefined;
  readonly validTo?: Date | undefined;
}

export interface NewParty extends PartyFields {
  readonly kind: PartyKind;
  /** Given only when the party comes from another register: it is then imported. */
  readonly herId?: HerId | undefined;
  readonly imported?: Imported | undefined;
  readonly electronicAddresses?: readonly AddressInput[] | undefined;
  readonly certificates?: readonly CertificateInput[] | undefined;
}

/**
 * A change: what is left out stays, `null` takes a field away. Addresses and certificates are whole sets: of the
 * current and future ones, those not listed end now; what has already ended stays as history.
 */
export type PartyChange = {
  readonly [field in Exclude<keyof PartyFields, 'name' | 'validFrom'>]?: PartyFields[field] | null;
} & {
  readonly name?: string | undefined;
  readonly validFrom?: Date | undefined;
  readonly electronicAddresses?: readonly AddressInput[] | undefined;
  readonly certificates?: readonly CertificateInput[] | undefined;
  readonly imported?: Imported | undefined;
  /** The version that was read; the change is refused when the party has moved on. */
  readonly expectedVersion?: number | undefined;
};

/** Who makes a change, and whose parties they may change. */
export interface ChangedBy {
  readonly clientId: string;
  /** `any` is the operator's and the seed's; others change the parties of one organisation. */
  readonly mayChange: 'any' | { readonly organizationNumber: string };
}
