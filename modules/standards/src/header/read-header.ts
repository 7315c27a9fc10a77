import type { OutlineElement } from '../outline/outline-element.ts';
import { readAttachments } from './attachments.ts';
import type { DocumentHeader, GeneratedAt, ReceiptContent } from './document-header.ts';
import { type DocumentParts, locateParts, need } from './document-parts.ts';
import { parseGeneratedAt } from './generated-at.ts';
import { HeaderUnreadable } from './header-unreadable.ts';
import { actionOf } from './message-families.ts';
import { readHcpParty, readMessageHeadParty } from './read-party.ts';

/** Reads the header of a document from its outline. Throws HeaderUnreadable. */
export function readHeaderOf(root: OutlineElement): DocumentHeader {
  const parts = locateParts(root);
  const common = readCommon(parts);
  switch (parts.family) {
    case 'msghead':
      return { ...common, ...readMessageHead(parts) };
    case 'hcp':
      return { ...common, ...readHcpDocument(parts) };
    case 'apprec':
      return { ...common, kind: 'receipt', receipt: readReceiptContent(parts.message) };
  }
}

/** What every family has. */
function readCommon(parts: DocumentParts): DocumentHeader {
  const readParty = parts.family === 'msghead' ? readMessageHeadParty : readHcpParty;
  const { type, display } = readType(parts);
  const description = parts.hcp && parts.head.find(parts.hcp.body, 'MsgDescr')?.attribute('V');
  return {
    kind: 'document',
    messageType: type,
    ...(display && { messageTypeDisplay: display }),
    action: actionOf(type, description),
    messageId: readText(parts.messageId),
    generatedAt: readGeneratedAt(parts.genDate),
    sender: readParty(parts.sender),
    receivers: [
      readParty(parts.receiver, 'primary'),
      ...parts.copyReceivers.map((receiver) => readParty(receiver, 'copy')),
    ],
    patientPresent: false,
    attachments: [],
  };
}

function readType({ family, head, hcp }: DocumentParts): { type: string; display: string | undefined } {
  const element = hcp ? head.child('Type') : need(head, family === 'apprec' ? 'MsgType' : 'Type');
  const type = element?.attribute('V') || hcp?.typeWhenMissing;
  if (!type) throw unreadable(element as OutlineElement, 'has no V', 'mangler V');
  return { type, display: element?.attribute('DN') };
}

function readMessageHead({ message, head }: DocumentParts): Partial<DocumentHeader> {
  const conversation = head.child('ConversationRef');
  const processingStatus = head.child('ProcessingStatus')?.attribute('V');
  const documents = [message, ...message.childrenNamed('PatientReport')].flatMap((holder) =>
    holder.childrenNamed('Document'),
  );
  return {
    patientPresent: head.child('Patient') !== undefined,
    ...(processingStatus && { processingStatus }),
    ...(conversation && {
      conversation: {
        refToParent: need(conversation, 'RefToParent').text(),
        refToConversation: need(conversation, 'RefToConversation').text(),
      },
    }),
    attachments: readAttachments(documents.flatMap((document) => document.childrenNamed('RefDoc'))),
  };
}

function readHcpDocument({ head, hcp }: DocumentParts): Partial<DocumentHeader> {
  const bodies = hcp ? head.childrenNamed(hcp.body) : [];
  const processingStatus = head.child('Status')?.attribute('V');
  return {
    patientPresent: bodies.some((body) => body.child('Patient') !== undefined),
    ...(processingStatus && { processingStatus }),
    attachments: readAttachments(bodies.flatMap((body) => body.childrenNamed('RefDoc'))),
  };
}

/** Status, errors and what is answered, of an AppRec of either version. */
function readReceiptContent(receipt: OutlineElement): ReceiptContent {
  const status = need(receipt, 'Status');
  const code = status.attribute('V');
  if (code !== '1' && code !== '2' && code !== '3') {
    throw unreadable(status, 'is none of 1, 2 and 3 (code list 8258)', 'er ikke 1, 2 eller 3 (kodeverk 8258)');
  }
  const original = need(receipt, 'OriginalMsgId');
  return {
    status: code,
    errors: receipt.childrenNamed('Error').map(readReceiptError),
    original: {
      messageType: need(original, 'MsgType').attribute('V') ?? '',
      issueDate: readText(need(original, 'IssueDate')),
      messageId: readText(need(original, 'Id')),
    },
  };
}

function readReceiptError(error: OutlineElement) {
  const [code, system, display, text] = ['V', 'S', 'DN', 'OT'].map((name) => error.attribute(name));
  return { code: code ?? '', ...(system && { system }), ...(display && { display }), ...(text && { text }) };
}

/** `GenDate` is text in MsgHead and AppRec, a V attribute in the older documents (TS of KITH's data types). */
function readGeneratedAt(genDate: OutlineElement): GeneratedAt {
  const generatedAt = parseGeneratedAt(genDate.attribute('V') ?? genDate.text());
  if (generatedAt === undefined)
    throw unreadable(genDate, 'is not a date with a time', 'er ikke en dato med klokkeslett');
  return generatedAt;
}

function readText(element: OutlineElement): string {
  const text = element.text();
  if (text === '') throw unreadable(element, 'is empty', 'er tom');
  return text;
}

/** The value itself is left out of the text: it may be anything. */
function unreadable(element: OutlineElement, problem: string, nb: string): HeaderUnreadable {
  const { name } = element;
  return new HeaderUnreadable(`${name} ${problem}`, `${name} ${nb}`, { path: element.path(), line: element.line() });
}
