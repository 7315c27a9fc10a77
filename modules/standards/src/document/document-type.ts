import type { Catalogue, ModelHead } from '../catalogue.ts';
import { FELLESFORMAT_NAMESPACE, MSGHEAD_NAMESPACE } from '../header/message-families.ts';
import type { OutlineElement } from '../outline/outline-element.ts';

/** 8114: an attachment, never what a message is about. */
const ATTACHMENT = 'A';

/**
 * The model that says what a document is: of the first business document in a MsgHead, of the message in NAV's
 * wrapping, else of the root. A payload without a model leaves the head as the answer.
 */
export function findDocumentModel(root: OutlineElement, rootModel: ModelHead, catalogue: Catalogue): ModelHead {
  const content = root.namespace === MSGHEAD_NAMESPACE ? findPayload(root) : findWrapped(root);
  const inner = content && catalogue.findByNamespace(content.namespace);
  if (content === undefined || inner === undefined) return rootModel;
  return content.namespace === MSGHEAD_NAMESPACE ? findDocumentModel(content, inner, catalogue) : inner;
}

function findPayload(messageHead: OutlineElement): OutlineElement | undefined {
  const holders = [messageHead, ...messageHead.childrenNamed('PatientReport')];
  for (const document of holders.flatMap((holder) => holder.childrenNamed('Document'))) {
    const refDoc = document.child('RefDoc');
    const payload = refDoc?.child('Content')?.children[0];
    if (payload && refDoc?.child('MsgType')?.attribute('V') !== ATTACHMENT) return payload;
  }
  return undefined;
}

function findWrapped(root: OutlineElement): OutlineElement | undefined {
  if (root.namespace !== FELLESFORMAT_NAMESPACE) return undefined;
  return root.child('Content')?.children[0] ?? root.children.find((child) => child.namespace !== root.namespace);
}
