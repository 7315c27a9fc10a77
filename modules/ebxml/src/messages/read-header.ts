import type { AckRequested, EbxmlHeader, EbxmlParty } from './ebxml-read.ts';
import { attributeOf, childOf, childrenOf, type TreeElement } from './element-tree.ts';
import { ebNamespace as eb, soapNamespace as soap } from './names.ts';
import { readSoftware } from './read-software.ts';

/** Every field of eb:MessageHeader, and eb:AckRequested beside it, out of SOAP:Header (ebMS 2.0 §3.1, HITS 1171 §5.2.1). */
export function readHeader(soapHeader: TreeElement | undefined): EbxmlHeader | undefined {
  const header = childOf(soapHeader, eb, 'MessageHeader');
  if (!header) return undefined;
  const textOf = (name: string, parent: TreeElement | undefined = header) => childOf(parent, eb, name)?.text;
  const data = childOf(header, eb, 'MessageData');
  const service = childOf(header, eb, 'Service');
  return {
    version: attributeOf(header, eb, 'version'),
    mustUnderstand: attributeOf(header, soap, 'mustUnderstand'),
    from: readParty(childOf(header, eb, 'From')),
    to: readParty(childOf(header, eb, 'To')),
    cpaId: textOf('CPAId'),
    conversationId: textOf('ConversationId'),
    service: service?.text,
    serviceType: attributeOf(service, eb, 'type'),
    action: textOf('Action'),
    messageId: textOf('MessageId', data),
    timestamp: textOf('Timestamp', data),
    refToMessageId: textOf('RefToMessageId', data),
    timeToLive: textOf('TimeToLive', data),
    duplicateElimination: childOf(header, eb, 'DuplicateElimination') !== undefined,
    ackRequested: readAckRequested(childOf(soapHeader, eb, 'AckRequested')),
    software: readSoftware(textOf('Description')),
  };
}

function readParty(party: TreeElement | undefined): EbxmlParty | undefined {
  if (!party) return undefined;
  const partyIds = childrenOf(party, eb, 'PartyId').map((id) => ({
    // Some write the attribute without its namespace.
    type: attributeOf(id, eb, 'type') ?? id.attributes['type'],
    value: id.text,
  }));
  return { partyIds, herId: herIdOf(partyIds), role: childOf(party, eb, 'Role')?.text };
}

/** One id of type HER, digits only: two of them, and nobody knows whom it is meant for (HITS 1172 §5.8.4). */
function herIdOf(partyIds: EbxmlParty['partyIds']): number | undefined {
  const herIds = partyIds.filter(({ type }) => type === 'HER');
  const [only] = herIds;
  return herIds.length === 1 && only && /^[1-9]\d{0,8}$/.test(only.value) ? Number(only.value) : undefined;
}

function readAckRequested(element: TreeElement | undefined): AckRequested | undefined {
  return (
    element && {
      signed: attributeOf(element, eb, 'signed'),
      mustUnderstand: attributeOf(element, soap, 'mustUnderstand'),
      actor: attributeOf(element, soap, 'actor'),
    }
  );
}

const timestampForm = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** An xs:dateTime as a time; one without a zone is UTC (HITS 1171 §5.2.1.10). Undefined where it is none. */
export function timeOf(timestamp: string | undefined): Date | undefined {
  const form = timestamp === undefined ? null : timestampForm.exec(timestamp);
  if (!form) return undefined;
  // More digits than milliseconds have: Date takes three.
  const text = form[0].replace(/(\.\d{3})\d+/, '$1');
  const time = new Date(form[2] === undefined ? `${text}Z` : text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
