/** ebMS 2.0, the Norwegian profile: messages read, written and checked; and the handler that takes and sends them. */
export { createEbxml, type Ebxml, type EbxmlOptions } from './ebxml.ts';
export { MailboxAddressInvalid, MailboxNotFound, MailboxUserTaken, PostsQuotaUsed } from './errors.ts';
export type { KeyHolder } from './handler-keys.ts';
export { type InspectOptions, inspectMessage, rulesNotInspected } from './inspect/inspect-message.ts';
export type {
  InspectedParty,
  InspectedPayload,
  InspectedRule,
  InspectedSignature,
  Inspection,
} from './inspect/inspection.ts';
export type { MemberDocument, MemberHandler, MemberMail } from './member-handler.ts';
export type { EbxmlKind, EbxmlRead, SignedDigest } from './messages/ebxml-read.ts';
export type { HeaderOrder, MailOrder, PartyOrder, WrittenMessage } from './messages/envelope-order.ts';
export type { EbxmlErrorCode } from './messages/names.ts';
export { readEnvelope, readSigned } from './messages/read-envelope.ts';
export { type SignalOrder, type SignalSubject, subjectOf } from './messages/signal-order.ts';
export { type AcknowledgmentOrder, writeAcknowledgment } from './messages/write-acknowledgment.ts';
export { type EbxmlError, type MessageErrorOrder, writeMessageError } from './messages/write-message-error.ts';
export { type PayloadMessageOrder, type PayloadOrder, writePayloadMessage } from './messages/write-payload-message.ts';
export { type QuestionOrder, writePing, writePong } from './messages/write-ping.ts';
export { type SoapFaultCode, type SoapFaultOrder, writeSoapFault } from './messages/write-soap-fault.ts';
export {
  type MessageStatus,
  type StatusRequestOrder,
  type StatusResponseOrder,
  writeStatusRequest,
  writeStatusResponse,
} from './messages/write-status.ts';
export { ebxmlMigrations } from './migrations.ts';
export { allRules, checkRules, notJudged } from './rules/check-rules.ts';
export { type Reaction, reactionTo } from './rules/reaction.ts';
export type { Rule, RuleEffect, RuleFinding } from './rules/rule.ts';
export type { RegisteredAgreement, RegisteredParty, RuleContext, SchemaFaults } from './rules/rule-context.ts';
export { schemaFaultsOf } from './rules/schema-faults.ts';
export type { MailSender } from './sending.ts';
export type { WireOptions, Wires } from './wires.ts';
