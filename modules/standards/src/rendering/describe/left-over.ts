import { type Field, fields } from '../blocks/blocks.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { CODED_ATTRIBUTES } from '../value/show-coded.ts';
import { showContent } from '../value/show-text.ts';
import { showValue } from '../value/show-value.ts';
import type { Pending } from './pending.ts';
import { isTechnical } from './technical-names.ts';

/** What no template has shown: what a reader may need, and the technical rest. */
export interface LeftOver {
  readonly other: Html | undefined;
  readonly technical: Html | undefined;
}

/**
 * Whatever stands in a document and not on the page yet, with the names of the elements around it. Codes whose words are
 * on the page are left for the table of codes.
 */
export function showLeftOver(page: Page, pending: readonly Pending[]): LeftOver {
  const other = new Map<TreeElement, Html[]>();
  const technical = new Map<TreeElement, Html[]>();
  for (const one of pending) {
    const value = pendingValue(page, one);
    if (value === undefined) continue;
    const { element } = one;
    const groups = isTechnicalPlace(element) || isOnlyOtherAttributes(one) ? technical : other;
    const owner = element.parent ?? element;
    const lines = groups.get(owner) ?? [];
    lines.push(html`<span class="quiet">${page.label(element)}:</span> ${value}`);
    groups.set(owner, lines);
  }
  return { other: listed(page, other), technical: listed(page, technical) };
}

function pendingValue(page: Page, { element, contents }: Pending): Html | undefined {
  if (page.inWords.has(element) && contents.every(({ name }) => CODED_ATTRIBUTES.has(name))) return undefined;
  const isWhole = contents.length === element.attributes.length + element.texts().length;
  const value = isWhole ? showValue(page, element) : undefined;
  const named = contents.filter(({ name }) => name !== '' && name !== 'U' && !CODED_ATTRIBUTES.has(name));
  const plain = isWhole
    ? []
    : contents.filter((content) => !named.includes(content) && !isCode(page, element, content.name));
  // An element without V, DN and text has shown its other attributes as its value.
  const isNamedShown = isWhole && named.length === contents.length && element.elements.length === 0;
  const pieces = [
    value,
    ...plain.map((content) => showContent(page, content)),
    ...(isNamedShown ? [] : named.map((content) => html`${content.name}: ${showContent(page, content)}`)),
  ].filter((piece) => piece !== undefined);
  return pieces.length === 0
    ? undefined
    : html`${pieces.map((piece, index) => (index === 0 ? piece : [' · ', piece]))}`;
}

function isCode(page: Page, element: TreeElement, name: string): boolean {
  return CODED_ATTRIBUTES.has(name) && page.inWords.has(element);
}

function isTechnicalPlace(element: TreeElement): boolean {
  for (let at: TreeElement | undefined = element; at !== undefined; at = at.parent)
    if (isTechnical(at.name)) return true;
  return false;
}

function isOnlyOtherAttributes({ contents }: Pending): boolean {
  return contents.every(({ kind, name }) => kind === 'attribute' && name !== 'U' && !CODED_ATTRIBUTES.has(name));
}

function listed(page: Page, groups: ReadonlyMap<TreeElement, readonly Html[]>): Html | undefined {
  const all: Field[] = [...groups].map(([owner, values]) => ({ label: placeOf(page, owner), values }));
  return fields(all);
}

/** Elements whose names tell nothing about where something stands. */
const SILENT: ReadonlySet<string> = new Set(['MsgHead', 'Message', 'Document', 'RefDoc', 'Content', 'HCP']);
const NAMES_MAX = 3;

/** `Tjenesteyter › Institusjon`: the names around an element, innermost last. */
export function placeOf(page: Page, element: TreeElement): string {
  const names: string[] = [];
  for (let at: TreeElement | undefined = element; at !== undefined && names.length < NAMES_MAX; at = at.parent) {
    if (!SILENT.has(at.name) || (names.length === 0 && at.parent === undefined)) names.unshift(page.label(at));
  }
  return names.length === 0 ? page.label(element) : names.join(' › ');
}
