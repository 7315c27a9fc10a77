import type { OutlineElement } from '../outline/outline-element.ts';
import type { Attachment } from './document-header.ts';

/** 8114: an attachment. */
const ATTACHMENT = 'A';
const EQUALS = 0x3d;
const SPACE = 0x20;

/** The attachments among `RefDoc` elements: those of type A with content in the document. */
export function readAttachments(refDocs: readonly OutlineElement[]): Attachment[] {
  const attachments: Attachment[] = [];
  for (const refDoc of refDocs) {
    const content = refDoc.child('Content');
    if (content === undefined || refDoc.child('MsgType')?.attribute('V') !== ATTACHMENT) continue;
    const mimeType = refDoc.child('MimeType')?.text();
    attachments.push({ ...(mimeType && { mimeType }), sizeBytes: decodedSizeBytes(content) });
  }
  return attachments;
}

/** Size of base64 content without decoding it; of other content, its size as markup. */
function decodedSizeBytes(content: OutlineElement): number {
  const container = content.children.find((child) => child.name === 'Base64Container');
  if (container === undefined) return Buffer.byteLength(content.rawContent().trim(), 'utf8');
  const base64 = container.rawContent();
  let characters = 0;
  for (let index = 0; index < base64.length; index++) {
    const code = base64.charCodeAt(index);
    if (code > SPACE && code !== EQUALS) characters++;
  }
  return Math.floor((characters * 3) / 4);
}
