import type { PerMessage, SyncReplyMode, TermsTransport } from './terms.ts';

/** What one party offers in a profile, or has bound itself to in an agreement: PartyInfo of CPP/CPA 2.0 §8.4. */
export interface PartyInfo {
  readonly herId: number;
  readonly name: string;
  /** Every id that it names itself by, HER-id included: ENH is the organisation number. */
  readonly ids: readonly { readonly type: string; readonly value: string }[];
  readonly roles: readonly AgreedRole[];
  readonly certificates: readonly NamedCertificate[];
  readonly channels: readonly Channel[];
  /** Where signals go. */
  readonly defaultChannelId: string;
}

export interface ProcessVersion {
  /** Some ids of the national catalogue are no UUIDs, and case and spaces vary: trimmed, in lower case. */
  readonly uuid: string;
  readonly name: string;
  readonly version: string;
}

export interface AgreedRole {
  readonly process: ProcessVersion;
  readonly role: string;
  readonly service: string;
  readonly encryptionCertificateId?: string;
  readonly actions: readonly AgreedAction[];
}

export interface AgreedAction {
  readonly direction: 'send' | 'receive';
  readonly action: string;
  readonly packageId: string;
  /** In the party's order. */
  readonly channelIds: readonly string[];
}

export interface NamedCertificate {
  readonly id: string;
  /** DER as base64 */
  readonly value: string;
}

/** A way to a party, with the transport and the exchange of documents that it names. */
export interface Channel {
  readonly id: string;
  readonly transport: TermsTransport;
  readonly uri?: string;
  readonly syncReplyMode: SyncReplyMode;
  readonly ackMode: PerMessage;
  readonly ackSignatureMode: PerMessage;
  readonly duplicateElimination: PerMessage;
  readonly retries?: number;
  readonly retryIntervalMs?: number;
  readonly persistDurationMs?: number;
  /** URIs */
  readonly signatureAlgorithms: readonly string[];
  readonly signingCertificateId?: string;
  readonly encryptionCertificateId?: string;
}

/** An agreement as it stands, whoever made it. */
export interface AgreementContent {
  readonly cpaId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly parties: readonly [PartyInfo, PartyInfo];
}

/** How ids of processes are compared. */
export const processId = (text: string): string => text.trim().toLowerCase();

/** Names of services, actions and roles: case varies between catalogue, agreements and traffic (`Apprec`, `APPREC`). */
export const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
