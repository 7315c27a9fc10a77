import type { GeneratedAt, HeaderParty, ReceiptContent } from '../header/document-header.ts';
import { HeaderUnreadable } from '../header/header-unreadable.ts';
import { readHeader } from '../header/read-document-header.ts';

/** What a receipt says: who answers whom, about which message, with what outcome. */
export interface ReceiptFacts extends ReceiptContent {
  /** Id of the receipt itself. */
  readonly receiptId: string;
  readonly generatedAt: GeneratedAt;
  /** The receiver of the original, which answers. */
  readonly sender: HeaderParty;
  /** The sender of the original. */
  readonly receiver: HeaderParty;
}

/**
 * Reads an application receipt of either version.
 * Throws HeaderUnreadable (also for a document that is no receipt), XmlRefused or XmlNotWellFormed.
 */
export function readReceipt(bytes: Uint8Array): ReceiptFacts {
  const { messageId, generatedAt, sender, receivers, receipt } = readHeader(bytes);
  const [receiver] = receivers;
  if (receipt === undefined || receiver === undefined) {
    throw new HeaderUnreadable('The document is no application receipt', 'Dokumentet er ingen applikasjonskvittering');
  }
  return { ...receipt, receiptId: messageId, generatedAt, sender, receiver };
}
