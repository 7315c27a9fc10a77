import { APPREC_NAMESPACES, findHcpDocument, MSGHEAD_NAMESPACE } from '../header/message-families.ts';
import type { TreeElement } from './tree/tree-element.ts';

/** Where in a document its parts stand, whichever generation of the standards it follows. */
export interface Envelope {
  readonly family: 'msghead' | 'hcp' | 'apprec' | 'none';
  /** MsgHead, Message or AppRec; the root of a document that is none of them. */
  readonly message: TreeElement;
  /** What has the type, the id and the time. */
  readonly head: TreeElement;
  readonly sender?: TreeElement | undefined;
  readonly receiver?: TreeElement | undefined;
  readonly copyReceivers: readonly TreeElement[];
  readonly patient?: TreeElement | undefined;
  /** The business content first, then other documents that are no attachments. */
  readonly payloads: readonly TreeElement[];
  /** RefDoc of attachments, and those that only refer. */
  readonly attachments: readonly TreeElement[];
}

/** How far below the root a message may be wrapped, as in NAV's fellesformat. */
const WRAPPING_DEPTH_MAX = 3;

export function findEnvelope(root: TreeElement): Envelope {
  const message = findMessage(root, WRAPPING_DEPTH_MAX);
  if (message === undefined) return bare(root);
  if (message.name === 'MsgHead') return inMessageHead(message);
  return message.name === 'AppRec' ? inReceipt(message) : inHcpDocument(message);
}

function findMessage(element: TreeElement, depth: number): TreeElement | undefined {
  if (isMessage(element)) return element;
  if (depth === 0) return undefined;
  for (const child of element.elements) {
    const found = findMessage(child, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isMessage({ name, namespace }: TreeElement): boolean {
  if (name === 'MsgHead') return namespace === MSGHEAD_NAMESPACE;
  if (name === 'AppRec') return Object.values<string>(APPREC_NAMESPACES).includes(namespace);
  return name === 'Message' && findHcpDocument(namespace) !== undefined;
}

function bare(root: TreeElement): Envelope {
  return { family: 'none', message: root, head: root, copyReceivers: [], payloads: [root], attachments: [] };
}

/** 8114: an attachment. */
const ATTACHMENT = 'A';

function inMessageHead(message: TreeElement): Envelope {
  const head = message.child('MsgInfo') ?? message;
  const holders = [message, ...message.childrenNamed('PatientReport')];
  const refDocs = holders
    .flatMap((holder) => holder.childrenNamed('Document'))
    .flatMap((one) => one.childrenNamed('RefDoc'));
  const isPayload = (refDoc: TreeElement) =>
    refDoc.child('MsgType')?.peek() !== ATTACHMENT && (refDoc.child('Content')?.elements.length ?? 0) > 0;
  return {
    family: 'msghead',
    message,
    head,
    sender: head.child('Sender'),
    receiver: head.child('Receiver'),
    copyReceivers: head.childrenNamed('OtherReceiver'),
    patient: head.child('Patient'),
    payloads: refDocs.filter(isPayload).flatMap((refDoc) => refDoc.child('Content')?.elements ?? []),
    attachments: refDocs.filter((refDoc) => !isPayload(refDoc)),
  };
}

function inReceipt(message: TreeElement): Envelope {
  return {
    family: 'apprec',
    message,
    head: message,
    sender: message.child('Sender'),
    receiver: message.child('Receiver'),
    copyReceivers: [],
    payloads: [message],
    attachments: [],
  };
}

function inHcpDocument(message: TreeElement): Envelope {
  const parts = findHcpDocument(message.namespace);
  const body = (parts && message.child(parts.body)) ?? message;
  return {
    family: 'hcp',
    message,
    head: message,
    sender: parts && body.child(parts.sender),
    receiver: parts && body.child(parts.receiver),
    copyReceivers: body.childrenNamed('CopyDest'),
    patient: body.child('Patient'),
    payloads: [message],
    attachments: body.childrenNamed('RefDoc'),
  };
}
