/**
 * The national message standards: what a document is, whether it is right, who it is from and for, and the receipt that
 * answers it. Pure: no database, no network, nothing kept but compiled schemas.
 */
export type { CodeSystem, CodeValue } from './code-systems/code-system.ts';
export { displayOf, findCodeSystem, listCodeSystems } from './code-systems/find-code-system.ts';
export { findModel } from './document/find-model.ts';
export type {
  Attachment,
  DocumentHeader,
  GeneratedAt,
  HeaderParty,
  PartyId,
  PartyLevel,
  ReceiptContent,
  ReceiptError,
} from './header/document-header.ts';
export { HeaderUnreadable } from './header/header-unreadable.ts';
export { readHeader } from './header/read-document-header.ts';
export { listModels, type ModelSummary } from './list-models.ts';
export type { PartyAddress } from './readdress/party-address.ts';
export { type NewAddressing, readdress } from './readdress/readdress.ts';
export { ReceiptContradictory, ReceiptOfReceipt, ReceiverNotInDocument } from './receipt/errors.ts';
export { type OriginalFacts, originalFromFacts } from './receipt/original-from-facts.ts';
export { type ReceiptFacts, readReceipt } from './receipt/read-receipt.ts';
export type { ReceiptStatus } from './receipt/receipt-codes.ts';
export { type ReceiptOrder, writeReceipt } from './receipt/write-receipt.ts';
export { type RenderedDocument, type RenderOptions, renderDocument } from './rendering/render-document.ts';
export { renderedStyle } from './rendering/rendered-style.ts';
export type { Finding, FindingText, ValidationReport, Verdict } from './report.ts';
export { type ValidateOptions, validate } from './validate.ts';
