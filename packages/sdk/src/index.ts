/**
 * What the maker of a journal system installs: tokens, proofs of possession and the calls of the network.
 * Stands on its own: Node 20 or newer, and `jose`.
 */
export { type AssertionDetail, assertionDetail } from './assertion-details.ts';
export type { CallOptions } from './caller.ts';
export type { NewClient, RegisteredClient } from './clients.ts';
export { type ConnectOptions, connect, type Network } from './connect.ts';
export type * from './generated/api.ts';
export type { InboxMessage, InboxOptions, RejectionReason } from './inbox.ts';
export type {
  BusinessDocument,
  MessageFacts,
  OutgoingMessage,
  OutgoingReceipt,
  ReceiptError,
  ReceiptStatus,
  ReceiverStatus,
} from './messages.ts';
export type { MshConfiguration } from './msh-configurations.ts';
export { NetworkProblem, type ProblemFinding } from './network-problem.ts';
export { NetworkUnreachable } from './network-unreachable.ts';
export type { Notification, NotificationQuery, NotificationType } from './notifications.ts';
export { fileOffsetStore, memoryOffsetStore, type OffsetStore } from './offset-store.ts';
export type { Answered, Input, OperationName } from './operation.ts';
export type { OverdueLeg, OverduePage, OverdueReceiver } from './overdue.ts';
export type { CommunicationParty, NewParty, PartyChange, PartyKind, PartyPage, PartySearch } from './parties.ts';
export { NoReceiptYet, type Receipt } from './receipt.ts';
export type { RetentionPlan, RetentionRule, RetentionRun } from './retention.ts';
export type { FollowOptions, Outgoing, Sent } from './sent.ts';
export { createKeyPair, type KeyPair, type PrivateJwk, type PublicJwk } from './signing-key.ts';
export type {
  BusinessState,
  Traced,
  TracedMessage,
  TracedParty,
  TracedRefusal,
  TraceEvent,
  TraceStatus,
} from './trace.ts';
export type { WatchOptions } from './watch.ts';
