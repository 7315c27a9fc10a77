import type { OutlineElement } from '../outline/outline-element.ts';
import type { Attachment } from './document-header.ts';

/** 8114: an attachment. */
const ATTACHMENT = 'A';
/** What stands in base64 content beside its alphabet: padding, and XML's white space. */
const NOT_BASE64 = ['=', ' ', '\n', '\r', '\t'];

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
  const others = NOT_BASE64.reduce((count, character) => count + occurrences(base64, character), 0);
  return Math.floor(((base64.length - others) * 3) / 4);
}

/** Counted by searching, which passes over megabytes at the speed of memory. */
function occurrences(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++;
  return count;
}
