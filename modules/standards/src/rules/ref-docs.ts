import type { DocumentParts } from '../header/document-parts.ts';
import type { OutlineElement } from '../outline/outline-element.ts';

/** A `RefDoc`, and the `Document` around it in a MsgHead. */
export interface RefDocPlace {
  readonly refDoc: OutlineElement;
  readonly document?: OutlineElement;
  /** Code of 8114: `XML`, `A` or `REF`. */
  readonly type: string;
}

/** Every RefDoc of a document: in the Documents of MsgHead, and directly in the body of the older documents. */
export function collectRefDocs({ family, message, hcp }: DocumentParts): RefDocPlace[] {
  if (family === 'msghead') {
    const holders = [message, ...message.childrenNamed('PatientReport')];
    return holders
      .flatMap((holder) => holder.childrenNamed('Document'))
      .flatMap((document) => document.childrenNamed('RefDoc').map((refDoc) => place(refDoc, document)));
  }
  const bodies = hcp === undefined ? [] : message.childrenNamed(hcp.body);
  return bodies.flatMap((body) => body.childrenNamed('RefDoc')).map((refDoc) => place(refDoc));
}

function place(refDoc: OutlineElement, document?: OutlineElement): RefDocPlace {
  const type = refDoc.child('MsgType')?.attribute('V') ?? '';
  return { refDoc, type, ...(document && { document }) };
}
