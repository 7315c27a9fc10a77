import { isDomainError } from '@samband/errors';
import type { MessageFacts } from '@samband/sdk';
import type { DocumentHeader, HeaderParty } from '@samband/standards';
import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';
import { pairs } from './table.ts';

/** What a document is, from its header. The patient and the content are not shown: they are for the journal system. */
export async function documentSummary(colours: Colours, message: MessageFacts, bytes: Uint8Array): Promise<string> {
  const { readHeader } = await import('@samband/standards');
  const facts: Fact[] = [
    ['message id', message.id],
    ['MsgId', plain(message.businessDocumentId)],
    ['written', plain(message.businessDocumentGenDate)],
    ['size', `${bytes.byteLength} bytes`],
  ];
  try {
    const header = readHeader(bytes);
    const title = colours.bold(plain(header.messageTypeDisplay ?? header.messageType));
    return `${title}\n${pairs(colours, [...facts, ...headerFacts(header)])}`;
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return `${colours.bold(plain(message.businessDocumentMsgType))}\n${pairs(colours, facts)}\n  ${plain(thrown.message)}`;
  }
}

/** A name and a value; without a value there is nothing to show. */
export type Fact = readonly [string, string | undefined];

/** Who a document is from and for, and what it carries: nothing of the patient, nothing of the content. */
export function headerFacts({ sender, receivers, patientPresent, attachments, receipt }: DocumentHeader): Fact[] {
  const sizes = attachments.map(({ mimeType, sizeBytes }) => `${plain(mimeType ?? 'unknown')} ${sizeBytes} bytes`);
  return [
    ['from', partyName(sender)],
    ['to', receivers.map(partyName).join('; ')],
    ['about', patientPresent ? 'one patient' : 'no patient named'],
    ['attachments', sizes.join(', ')],
    ['answers', receipt && `MsgId ${plain(receipt.original.messageId)} with AppRec ${receipt.status}`],
  ];
}

function partyName({ level1, level2, herId }: HeaderParty): string {
  const names = [level1?.name, level2?.name].filter((name) => name !== undefined).map(plain);
  return `${names.join(' – ')}${herId === undefined ? '' : ` (${herId})`}`;
}
