/**
 * The exchange: accepts documents, delivers them, matches the answers, and keeps the evidence of each step.
 * Transports hand documents to it; other modules import from here only.
 */
export type { Matched } from './acknowledge.ts';
export { assertActsFor } from './acting-for.ts';
export type { Answer } from './answer.ts';
export type { Background, BackgroundOptions } from './background.ts';
export { type Limits, nationalLimits } from './deadlines.ts';
export { largeDocumentBytes } from './document-work.ts';
export { documentSizeMaxBytes } from './door.ts';
export {
  AcknowledgmentMismatch,
  AcknowledgmentUnknown,
  AddressingMismatch,
  DocumentRefused,
  DocumentTooLarge,
  FalseReunion,
  MessageNotFound,
  NotAReceiver,
  NotYourParty,
  OriginalUnknown,
  ReceiptIsFinal,
  ReceiptOnReceipt,
  ReceiversChanged,
} from './errors.ts';
export type { EventKind, MessageEvent, Proofs } from './event.ts';
export { createExchange, type Exchange, type ExchangeOptions } from './exchange.ts';
export type { FollowQuery } from './follow.ts';
export { type HousekeepingOptions, startHousekeeping } from './housekeeping.ts';
export { exchangeRoutes } from './http/routes.ts';
export type { KeptFinding, KeptWarning } from './kept-findings.ts';
export type { StoredMessage } from './message-store.ts';
export { exchangeMigrations } from './migrations.ts';
export { type Notification, placeOfNotification } from './notification.ts';
export type { OverdueLeg, OverduePage, OverduePlace, PartnerAgeing } from './overdue.ts';
export type { Refusal } from './refusal.ts';
export type { Retention, RetentionRun } from './retention.ts';
export type { Removal, RetentionPlan, RetentionRule } from './retention-store.ts';
export type { BusinessState, Proof, ReceiptFact, ReceiverStatus, TransportState } from './status.ts';
export type { Acceptance, Actor, EnvelopeWishes, Submission } from './submission.ts';
export type { Traced, TracedMessage, TracedParty } from './trace.ts';
export type { Acknowledgment, OutboundDelivery, Outcome, Resending, Transport } from './transport.ts';
