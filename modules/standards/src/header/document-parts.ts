import type { OutlineElement } from '../outline/outline-element.ts';
import { HeaderUnreadable } from './header-unreadable.ts';
import {
  APPREC_NAMESPACES,
  FELLESFORMAT_NAMESPACE,
  findHcpDocument,
  type HcpDocument,
  MSGHEAD_NAMESPACE,
} from './message-families.ts';

/** Where in a document the fields stand that every family has, under whatever names. */
export interface DocumentParts {
  readonly family: 'msghead' | 'apprec' | 'hcp';
  readonly message: OutlineElement;
  /** MsgInfo, AppRec or Message. */
  readonly head: OutlineElement;
  readonly hcp?: HcpDocument;
  readonly genDate: OutlineElement;
  readonly messageId: OutlineElement;
  readonly sender: OutlineElement;
  readonly receiver: OutlineElement;
  readonly copyReceivers: readonly OutlineElement[];
}

/** Finds the parts of a document. Throws HeaderUnreadable where one that must be there is not. */
export function locateParts(root: OutlineElement): DocumentParts {
  const message = findMessage(root);
  if (message === undefined) {
    throw new HeaderUnreadable(
      'The document is of a kind that has no message header',
      'Dokumentet er av et slag som ikke har meldingshode',
    );
  }
  if (message.namespace === MSGHEAD_NAMESPACE) return locateInMessageHead(message);
  const hcp = findHcpDocument(message.namespace);
  return hcp === undefined ? locateInReceipt(message) : locateInHcpDocument(message, hcp);
}

/** The message itself, or the first one inside NAV's wrapping. */
function findMessage(root: OutlineElement): OutlineElement | undefined {
  if (isMessage(root)) return root;
  if (root.namespace !== FELLESFORMAT_NAMESPACE) return undefined;
  return root.children.find(isMessage) ?? root.child('Content')?.children.find(isMessage);
}

function isMessage({ name, namespace }: OutlineElement): boolean {
  if (name === 'MsgHead') return namespace === MSGHEAD_NAMESPACE;
  if (name === 'AppRec') return Object.values<string>(APPREC_NAMESPACES).includes(namespace);
  return name === 'Message' && findHcpDocument(namespace) !== undefined;
}

function locateInMessageHead(message: OutlineElement): DocumentParts {
  const head = need(message, 'MsgInfo');
  return {
    family: 'msghead',
    message,
    head,
    genDate: need(head, 'GenDate'),
    messageId: need(head, 'MsgId'),
    sender: need(head, 'Sender'),
    receiver: need(head, 'Receiver'),
    copyReceivers: head.childrenNamed('OtherReceiver'),
  };
}

function locateInReceipt(message: OutlineElement): DocumentParts {
  return {
    family: 'apprec',
    message,
    head: message,
    genDate: need(message, 'GenDate'),
    messageId: need(message, 'Id'),
    sender: need(message, 'Sender'),
    receiver: need(message, 'Receiver'),
    copyReceivers: [],
  };
}

function locateInHcpDocument(message: OutlineElement, hcp: HcpDocument): DocumentParts {
  const body = need(message, hcp.body);
  return {
    family: 'hcp',
    message,
    head: message,
    hcp,
    genDate: need(message, 'GenDate'),
    messageId: need(message, 'MsgId'),
    sender: need(body, hcp.sender),
    receiver: need(body, hcp.receiver),
    copyReceivers: body.childrenNamed('CopyDest'),
  };
}

export function need(parent: OutlineElement, name: string): OutlineElement {
  const child = parent.child(name);
  if (child) return child;
  const path = parent.path();
  throw new HeaderUnreadable(`${path} has no ${name}`, `${path} mangler ${name}`, { path, line: parent.line() });
}
