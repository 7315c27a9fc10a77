import type { Envelope } from './envelope.ts';
import type { Html } from './html.ts';
import type { Page } from './page.ts';
import type { Words } from './text/language.ts';
import type { TreeElement } from './tree/tree-element.ts';

/** How one kind of business content is shown. */
export interface Template {
  /** Stable, in English: `discharge-letter`. */
  readonly name: string;
  readonly title: Words;
  /** The root of the content: MsgHead's payload, or the message itself in the older documents. */
  matches(payload: TreeElement): boolean;
  /** Coded values that say what state the message is in: new, changed, cancelled, preliminary. */
  statuses(payload: TreeElement): readonly (TreeElement | undefined)[];
  /** When it was written and approved, beside when it was sent. */
  dates?(payload: TreeElement): readonly TreeElement[];
  /** The patient, where not in the message head. */
  patient?(payload: TreeElement): TreeElement | undefined;
  /** The content in the order that it is read, in sections with headings of level 2. */
  content(page: Page, payload: TreeElement, envelope: Envelope): Html | undefined;
}
