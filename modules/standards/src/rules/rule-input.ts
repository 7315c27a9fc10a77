import type { ModelHead } from '../catalogue.ts';
import type { DocumentHeader, HeaderParty } from '../header/document-header.ts';
import { type DocumentParts, locateParts } from '../header/document-parts.ts';
import type { OutlineElement } from '../outline/outline-element.ts';
import type { Outline } from '../outline/read-outline.ts';
import { DATE_NAMES } from './dates.ts';
import { type ElementIndex, indexElements } from './element-index.ts';
import { IDENTIFIER_NAMES } from './find-identifiers.ts';
import { collectRefDocs, type RefDocPlace } from './ref-docs.ts';

/** One document as the rules see it: read once, asked often. */
export interface RuleInput {
  readonly outline: Outline;
  /** The model of the business content. */
  readonly document: ModelHead;
  readonly now: Date;
  /** The elements that rules ask for by name. */
  readonly elements: ElementIndex;
  /** Present for documents of a family with a header that can be read. */
  readonly head?: HeadInput;
}

export interface HeadInput {
  readonly parts: DocumentParts;
  readonly header: DocumentHeader;
  /** The sender first, then the receiver, then copy receivers. */
  readonly parties: readonly Party[];
  /** References to documents, in the document or outside it; none in a receipt. */
  readonly refDocs: readonly RefDocPlace[];
}

export interface Party {
  readonly role: 'sender' | 'receiver' | 'copy';
  readonly holder: OutlineElement;
  readonly facts: HeaderParty;
}

export interface Looked {
  readonly outline: Outline;
  readonly document: ModelHead;
  readonly header: DocumentHeader | undefined;
  readonly now: Date;
}

const INDEXED_NAMES: ReadonlySet<string> = new Set([
  ...DATE_NAMES,
  ...IDENTIFIER_NAMES,
  'Patient',
  'TypeId',
  'TypeOffId',
]);

export function createRuleInput({ outline, document, header, now }: Looked): RuleInput {
  const elements = indexElements(outline.root, INDEXED_NAMES);
  return { outline, document, now, elements, ...(header && { head: createHead(outline.root, header) }) };
}

/** The header was read from the same root, so that its parts are there. */
function createHead(root: OutlineElement, header: DocumentHeader): HeadInput {
  const parts = locateParts(root);
  const [receiver, ...copies] = header.receivers;
  const parties: Party[] = [
    { role: 'sender', holder: parts.sender, facts: header.sender },
    { role: 'receiver', holder: parts.receiver, facts: receiver as HeaderParty },
    ...parts.copyReceivers.map(
      (holder, index): Party => ({ role: 'copy', holder, facts: copies[index] as HeaderParty }),
    ),
  ];
  return { parts, header, parties, refDocs: collectRefDocs(parts) };
}
