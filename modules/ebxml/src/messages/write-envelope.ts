import { element, markupBytes, type XmlContent, type XmlMarkup } from '@samband/xml';
import type { HeaderOrder, PartyOrder } from './envelope-order.ts';
import { ebNamespace, soapNamespace, toPartyActor, xlinkNamespace } from './names.ts';
import { softwareNames } from './read-software.ts';

/** An envelope, not signed yet: XML declaration and UTF-8 (HITS 1172 rules 68 and 78). */
export function writeEnvelope(header: readonly XmlMarkup[], body: XmlContent = ''): Uint8Array {
  return markupBytes(
    element(
      'SOAP:Envelope',
      { 'xmlns:SOAP': soapNamespace, 'xmlns:eb': ebNamespace, 'xmlns:xlink': xlinkNamespace },
      element('SOAP:Header', {}, header),
      element('SOAP:Body', {}, body),
    ),
  );
}

/** Attributes that every block of the header has. */
export const headerBlock = { 'eb:version': '2.0', 'SOAP:mustUnderstand': '1' } as const;
/** And of those that are for the message handler of the receiving party, past any between. */
export const toPartyBlock = { ...headerBlock, 'SOAP:actor': toPartyActor } as const;

/** eb:MessageHeader (ebMS 2.0 §3.1; HITS 1171 §5.2.1). Only messages with a document ask for duplicate elimination. */
export function writeMessageHeader(order: HeaderOrder, { duplicateElimination = false } = {}): XmlMarkup {
  checkOrder(order);
  return element(
    'eb:MessageHeader',
    headerBlock,
    element('eb:From', {}, writeParty(order.from)),
    element('eb:To', {}, writeParty(order.to)),
    element('eb:CPAId', {}, order.cpaId),
    element('eb:ConversationId', {}, order.conversationId),
    element('eb:Service', { 'eb:type': order.serviceType }, order.service),
    element('eb:Action', {}, order.action),
    element(
      'eb:MessageData',
      {},
      element('eb:MessageId', {}, order.messageId),
      element('eb:Timestamp', {}, writeTime(order.timestamp)),
      order.refToMessageId === undefined ? undefined : element('eb:RefToMessageId', {}, order.refToMessageId),
      order.timeToLive ? element('eb:TimeToLive', {}, writeTime(order.timeToLive)) : undefined,
    ),
    duplicateElimination ? element('eb:DuplicateElimination') : undefined,
    order.software ? writeSoftware(order.software) : undefined,
  );
}

function writeParty({ herId, role }: PartyOrder): XmlMarkup[] {
  const id = element('eb:PartyId', { 'eb:type': 'HER' }, herId);
  return role === undefined ? [id] : [id, element('eb:Role', {}, role)];
}

/** HITS 1210 §6.2.2: JSON, for which any description will do. */
function writeSoftware(software: NonNullable<HeaderOrder['software']>): XmlMarkup {
  const said = Object.entries(softwareNames).flatMap(([ours, theirs]) => {
    const value = software[ours as keyof typeof softwareNames];
    return value === undefined ? [] : [[theirs, value]];
  });
  return element('eb:Description', { 'xml:lang': 'no' }, JSON.stringify(Object.fromEntries(said)));
}

/** `CCYY-MM-DDThh:mm:ssZ` (HITS 1171 §5.2.1.10). */
export function writeTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** HITS 1172 rule 102: a UUID, or an id as RFC 2822 has them. */
export const messageIdForm =
  /^([\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|<?[\w!#$%&'*+/=?^`{|}~.-]+@[\w!#$%&'*+/=?^`{|}~.[\]:-]+>?)$/i;

/** What would make a wrong envelope is a mistake of the caller. */
function checkOrder({ from, to, cpaId, conversationId, service, action, messageId }: HeaderOrder): void {
  for (const { herId } of [from, to]) {
    if (!Number.isSafeInteger(herId) || herId <= 0) throw new TypeError('a HER-id is a positive whole number');
  }
  for (const text of [cpaId, conversationId, service, action]) {
    if (text.trim() === '') throw new TypeError('CPAId, ConversationId, Service and Action are never empty');
  }
  if (!messageIdForm.test(messageId)) throw new TypeError('a MessageId is a UUID or id@host');
}
