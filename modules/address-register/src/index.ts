/**
 * The address register: who can be reached, where, and with which certificates.
 * Other modules import from here only; everything else in this package is private.
 */
export {
  type AddressRegister,
  type AddressRegisterOptions,
  createAddressRegister,
  type SearchResult,
} from './address-register.ts';
export type { AgreementEvent, AgreementStatus } from './agreements/agreement-store.ts';
export type { Agreement, Agreements } from './agreements/agreements.ts';
export type { AgreedAction, AgreedRole, Channel, PartyInfo } from './agreements/party-info.ts';
export type { CatalogueRole, ProcessKey } from './agreements/process-catalogue.ts';
export {
  type AgreementTerms,
  NATIONAL_DEFAULTS,
  pairName,
  type TermsCertificate,
  type TermsEndpoint,
  type TermsQuery,
  type TermsTransport,
} from './agreements/terms.ts';
export type { CertificateUse, PartyCertificate } from './certificate.ts';
export type { HeldCertificate, RegisteredCertificate } from './certificate-history.ts';
export type { Following } from './change-follower.ts';
export type {
  Coding,
  CommunicationParty,
  PartyKind,
  PersonName,
} from './communication-party.ts';
export type { ElectronicAddress, ElectronicAddressType } from './electronic-address.ts';
export {
  AddressRegisterUnavailable,
  AgreementNotApplicable,
  AgreementNotFound,
  AgreementUnreadable,
  CertificateNotFound,
  CertificateNotInUse,
  CertificateUnreadable,
  CommunicationPartyInvalid,
  CommunicationPartyNotFound,
  ExpectedVersionRequired,
  ExportBusy,
  HerIdInvalid,
  HerIdTaken,
  NoCommonProcess,
  NotYourOrganization,
  ParentInvalid,
  PartyChangedMeanwhile,
  PartyNotActive,
  ProcessRefused,
  ProfileNotFound,
  TooManyParties,
} from './errors.ts';
export type { PartyEvent, PartyEventKind } from './event-log.ts';
export type { ExportHead, RegisterExport } from './export.ts';
export { HER_ID_MAX, type HerId, parseHerId } from './her-id.ts';
export { addressRegisterRoutes } from './http/routes.ts';
export { addressRegisterMigrations } from './migrations.ts';
export { hasOrganizationNumberCheckDigit } from './organization-number.ts';
export type {
  AddressInput,
  CertificateInput,
  ChangedBy,
  NewParty,
  PartyChange,
  PhysicalAddressInput,
} from './party-input.ts';
export type { PartySearch } from './party-search.ts';
export type { PhysicalAddress, PhysicalAddressType } from './physical-address.ts';
export type { CertificateReference, PartyOwner, Receiver } from './receiver.ts';
export type { Remark, RemarkCode } from './remarks.ts';
