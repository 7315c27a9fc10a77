import { Buffer } from 'node:buffer';
import { withDocument } from '@samband/xml';
import { findDocumentModel } from '../document/document-type.ts';
import { readSourceText } from '../document/source-text.ts';
import { type DocumentParts, locateParts } from '../header/document-parts.ts';
import { parseGeneratedAt } from '../header/generated-at.ts';
import { HeaderUnreadable } from '../header/header-unreadable.ts';
import { APPREC_NAMESPACES } from '../header/message-families.ts';
import { readHcpParty, readMessageHeadParty } from '../header/read-party.ts';
import { type Markup, markup, optionalText, writeMarkup } from '../markup/markup.ts';
import type { OutlineElement } from '../outline/outline-element.ts';
import { readOutline } from '../outline/read-outline.ts';
import { standards } from '../standards.ts';
import { ReceiptContradictory, ReceiptOfReceipt, ReceiverNotInDocument } from './errors.ts';
import { mirrorCoded, mirrorHcp, mirrorOrganisation } from './mirror-party.ts';
import { codedError, type ReceiptStatus, STATUSES } from './receipt-codes.ts';
import { type ReceiptVersion, receiptVersionFor } from './receipt-version.ts';

export interface ReceiptOrder {
  /** The document that is answered, as it came. */
  readonly original: Uint8Array;
  /** Id of the receipt, a UUID. */
  readonly id: string;
  readonly generatedAt: Date;
  readonly status: ReceiptStatus;
  /** At least one when the status is not `ok`, else none. `text` is shown to the receiver of the receipt. */
  readonly errors?: readonly { readonly code: string; readonly text?: string }[];
  /** HER-id of the receiver that answers, on either level; the primary receiver when left out. */
  readonly by?: number;
  readonly software?: { readonly name: string; readonly version: string };
}

/** MIGversion of each version: 1.0 without `v` (errata to HIS 80415:2004), 1.1 with it. */
const MIG_VERSIONS = { '1.0': '1.0 2004-11-21', '1.1': 'v1.1 2012-02-15' } as const;

/**
 * Writes the application receipt of a document: in the AppRec version that its standard expects, from the receiver that
 * answers to the sender, addresses mirrored. UTF-8, the same bytes for the same order, valid against its model.
 * Throws HeaderUnreadable (what a receipt must repeat is not there), ReceiptOfReceipt, ReceiverNotInDocument,
 * ReceiptContradictory, XmlRefused or XmlNotWellFormed.
 */
export function writeReceipt(order: ReceiptOrder): Uint8Array {
  const errors = readErrors(order);
  return withDocument(order.original, () => {
    const { root } = readOutline(readSourceText(order.original).text);
    const parts = locateParts(root);
    if (parts.family === 'apprec') throw new ReceiptOfReceipt();
    const version = versionFor(root);
    const receipt = markup('AppRec', { xmlns: APPREC_NAMESPACES[version] }, [
      markup('MsgType', { V: 'APPREC', DN: 'Applikasjonskvittering' }),
      markup('MIGversion', {}, MIG_VERSIONS[version]),
      optionalText('SoftwareName', order.software?.name),
      optionalText('SoftwareVersion', order.software?.version),
      markup('GenDate', {}, order.generatedAt.toISOString().replace('.000Z', 'Z')),
      markup('Id', {}, order.id),
      ...writeParties(parts, version, order.by),
      markup('Status', STATUSES[order.status]),
      ...errors,
      writeOriginal(parts),
    ]);
    return new Uint8Array(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${writeMarkup(receipt)}`, 'utf8'));
  });
}

function readErrors({ status, errors = [] }: ReceiptOrder): Markup[] {
  if (status === 'ok' && errors.length > 0) throw new ReceiptContradictory('A receipt that says OK has no errors');
  if (status !== 'ok' && errors.length === 0)
    throw new ReceiptContradictory('A receipt that does not say OK has an error');
  return errors.map(({ code, text }) => {
    const coded = codedError(code);
    if (coded === undefined) throw new ReceiptContradictory('An error of a receipt is a code of 8221 or 8222');
    return markup('Error', { ...coded, OT: text });
  });
}

function versionFor(root: OutlineElement): ReceiptVersion {
  const { catalogue } = standards();
  const rootModel = catalogue.findByNamespace(root.namespace);
  return rootModel === undefined ? '1.0' : receiptVersionFor(findDocumentModel(root, rootModel, catalogue).name);
}

function writeParties(parts: DocumentParts, version: ReceiptVersion, by: number | undefined): Markup[] {
  const answering = by === undefined ? parts.receiver : findReceiver(parts, by);
  const mirror = parts.family === 'msghead' ? mirrorOrganisation : mirrorHcp;
  return [
    markup('Sender', {}, [markup('Role', senderRole(parts, answering, version)), mirror(answering)]),
    markup('Receiver', {}, [markup('Role', RECEIVER_ROLES[version]), mirror(parts.sender)]),
  ];
}

/** HIS 80415:2012 §4.4.5 and HIS 80415:2004 §4.4.5. */
const RECEIVER_ROLES = {
  '1.0': { V: 'RECEIVER', DN: 'Mottaker' },
  '1.1': { V: 'AVS', DN: 'Avsender' },
} as const;

/** What the answering party was to the original: its primary receiver, by 1.0 as requester or provider, or a copy receiver. */
function senderRole(parts: DocumentParts, answering: OutlineElement, version: ReceiptVersion) {
  if (answering !== parts.receiver) return { V: 'COP', DN: 'Kopimottaker' };
  if (version === '1.1') return { V: 'PRIM', DN: 'Primærmottaker' };
  return parts.hcp?.receiver === 'Requester' ? { V: 'REQ', DN: 'Rekvirent' } : { V: 'SPR', DN: 'Tjenesteyter' };
}

/** The receiver with that HER-id as the communication party, else on any level; the primary one before copies. */
function findReceiver({ family, receiver, copyReceivers }: DocumentParts, herId: number): OutlineElement {
  const read = family === 'msghead' ? readMessageHeadParty : readHcpParty;
  const candidates = [receiver, ...copyReceivers].map((element) => ({ element, party: read(element) }));
  const found =
    candidates.find(({ party }) => party.herId === herId) ??
    candidates.find(({ party }) => party.level1?.herId === herId || party.level2?.herId === herId);
  if (found === undefined) throw new ReceiverNotInDocument(herId);
  return found.element;
}

/** MsgType, GenDate and MsgId of the original; IssueDate is a dateTime, so a date alone becomes its midnight. */
function writeOriginal({ head, hcp, genDate, messageId }: DocumentParts): Markup {
  const type = head.child('Type');
  const issued = genDate.attribute('V') ?? genDate.text();
  if (parseGeneratedAt(issued) === undefined) {
    throw new HeaderUnreadable('GenDate is not a date with a time', 'GenDate er ikke en dato med klokkeslett', {
      path: genDate.path(),
      line: genDate.line(),
    });
  }
  return markup('OriginalMsgId', {}, [
    type?.attribute('V') ? mirrorCoded('MsgType', type) : markup('MsgType', { V: hcp?.typeWhenMissing }),
    markup('IssueDate', {}, issued.includes('T') ? issued : issued.replace(/^\d{4}-\d{2}-\d{2}/, '$&T00:00:00')),
    markup('Id', {}, messageId.text()),
  ]);
}
