import { withDocument } from '@samband/xml';
import { type ModelSummary, summaryOf } from '../list-models.ts';
import { readOutline } from '../outline/read-outline.ts';
import { standards } from '../standards.ts';
import { findDocumentModel } from './document-type.ts';
import { readSourceText } from './source-text.ts';

/**
 * The model of what a document is about: of the first business document in a MsgHead, else of its root. Nothing is checked.
 * Undefined for a document that we have no model of. Throws XmlRefused or XmlNotWellFormed.
 */
export function findModel(bytes: Uint8Array): ModelSummary | undefined {
  const { root } = withDocument(bytes, () => readOutline(readSourceText(bytes).text));
  const { catalogue } = standards();
  const rootModel = catalogue.findByNamespace(root.namespace);
  return rootModel && summaryOf(findDocumentModel(root, rootModel, catalogue));
}
