import { type Field, field, fields, section, stack, table } from '../blocks/blocks.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showRichText } from '../value/rich-text.ts';
import { showValue } from '../value/show-value.ts';
import { compactForm, isCompact } from './compact-form.ts';

/** Wider tables are hard to read on paper and on a phone. */
const COLUMNS_MAX = 5;
const CELL_MAX_CHARACTERS = 90;
const DEEPEST_HEADING = 6;

export interface DescribeOptions {
  /** Children that are shown elsewhere. */
  readonly without?: readonly string[];
  /** Children that come first, in this order; the others follow in the order of the document. */
  readonly first?: readonly string[];
}

/**
 * Whatever an element contains, made readable without knowing what it is: simple children as a list of names and values,
 * persons and addresses in one line, repeated records as a table, all else as sections with headings.
 * @param level of the headings in it
 */
export function describe(
  page: Page,
  element: TreeElement,
  level: number,
  options: DescribeOptions = {},
): Html | undefined {
  const ownValue = showValue(page, element);
  const facts: (Field | undefined)[] = [];
  const sections: (Html | undefined)[] = [];
  for (const namesakes of groupByName(element, options)) {
    const [first] = namesakes;
    if (first === undefined) continue;
    if (namesakes.every(isOneLine))
      facts.push(
        field(
          page.label(first),
          namesakes.map((one) => oneLine(page, one)),
        ),
      );
    else sections.push(describeGroup(page, namesakes, level));
  }
  return stack(ownValue && html`<p>${ownValue}</p>`, fields(facts), ...sections);
}

/** Elements of one name as a section, with the name as its heading. */
export function describeGroup(page: Page, wrapped: readonly TreeElement[], level: number): Html | undefined {
  const [wrapper] = wrapped;
  if (wrapper === undefined) return undefined;
  const title = page.label(wrapper);
  const inner = Math.min(level + 1, DEEPEST_HEADING);
  const namesakes = unwrap(wrapped);
  const [first = wrapper] = namesakes;
  if (first.name === 'Journaltekst')
    return section(level, title, ...namesakes.map((text) => recordText(page, text, inner)));
  if (namesakes.length === 1) return section(level, title, describeOne(page, first, inner));
  const asTable = describeAsTable(page, title, namesakes);
  if (asTable !== undefined) return section(level, title, asTable);
  const items = namesakes.map((one) => describeOne(page, one, inner)).filter((item) => item !== undefined);
  if (items.length === 0) return undefined;
  return section(level, title, html`<ul class="items">${items.map((item) => html`<li>${item}</li>`)}</ul>`);
}

/** Where each of several elements only wraps another of the same name, those others. */
function unwrap(wrapped: readonly TreeElement[]): readonly TreeElement[] {
  const inner = wrapped.map(onlyChild).filter((child) => child !== undefined);
  const isShared = inner.length === wrapped.length && new Set(inner.map(({ name }) => name)).size === 1;
  return wrapped.length > 1 && isShared && inner.every((child) => !isOneLine(child)) ? inner : wrapped;
}

/** A text of the record components: its own heading, the text, and a note (`Journaltekst` of EPJ). */
function recordText(page: Page, text: TreeElement, level: number): Html | undefined {
  const [heading, note, remark] = ['Overskriftskode', 'Notat', 'Merknad'].map((name) => text.child(name));
  const body = note && showRichText(page, note, level);
  const remarkValue = remark && showValue(page, remark);
  const content = stack(
    body && html`<div class="prose">${body}</div>`,
    remark && remarkValue && html`<p><span class="quiet">${page.label(remark)}:</span> ${remarkValue}</p>`,
  );
  const title = heading && showValue(page, heading);
  return title === undefined ? content : section(level, title, content);
}

/** An element that only wraps another is passed over: its heading says enough. */
function describeOne(page: Page, element: TreeElement, level: number): Html | undefined {
  if (isOneLine(element)) {
    const line = oneLine(page, element);
    return line && html`<p>${line}</p>`;
  }
  if (isRich(element)) return showRichText(page, element, level - 1);
  if (element.name === 'Journaltekst') return recordText(page, element, level);
  const only = onlyChild(element);
  if (only !== undefined) return describeOne(page, only, level);
  return describe(page, element, level);
}

function groupByName(element: TreeElement, { without = [], first = [] }: DescribeOptions): TreeElement[][] {
  const groups = new Map<string, TreeElement[]>();
  for (const name of first) groups.set(name, []);
  for (const child of element.elements) {
    if (without.includes(child.name)) continue;
    const group = groups.get(child.name);
    if (group === undefined) groups.set(child.name, [child]);
    else group.push(child);
  }
  return [...groups.values()];
}

/** Shown in one line: a value, or a person, address or the like, or something that says only one such thing. */
function isOneLine(element: TreeElement): boolean {
  if (element.elements.length === 0 || isCompact(element)) return true;
  const only = onlyChild(element);
  return only !== undefined && !RICH_NAMES.has(only.name) && isOneLine(only);
}

function oneLine(page: Page, element: TreeElement): Html | undefined {
  if (element.elements.length === 0) return showValue(page, element);
  if (isCompact(element)) return compactForm(page, element);
  const only = onlyChild(element);
  const value = only && oneLine(page, only);
  if (only === undefined || value === undefined || SAYS_WHAT_ITS_PARENT_SAYS.has(only.name)) return value;
  return html`<span class="quiet">${page.label(only)}:</span> ${value}`;
}

/** The one element in an element that says nothing else. */
function onlyChild({ elements, nodes, attributes }: TreeElement): TreeElement | undefined {
  return elements.length === 1 && nodes.length === 1 && attributes.length === 0 ? elements[0] : undefined;
}

const SAYS_WHAT_ITS_PARENT_SAYS: ReadonlySet<string> = new Set([
  'Allergi',
  'CaveStikkord',
  'Diagnosekode',
  'DiagnoseBeskrivelse',
  'Enkeltvurdering',
  'IntervensjonTiltakBeskrivelse',
  'IntervensjonTiltakKode',
  'InnholdVurdering',
  'MedisinskDiagnose',
  'Notat',
  'StedHendelse',
  'StikkordCave',
  'Tiltaksbeskrivelse',
  'VurderingPleietyngde',
  'VurderingTekst',
]);

const RICH_NAMES: ReadonlySet<string> = new Set([
  'div',
  'p',
  'table',
  'ul',
  'ol',
  'pre',
  'h1',
  'h2',
  'h3',
  'b',
  'br',
  'span',
]);

/** Text with markup in it. */
function isRich(element: TreeElement): boolean {
  return element.elements.some((child) => RICH_NAMES.has(child.name));
}

function describeAsTable(page: Page, title: string, records: readonly TreeElement[]): Html | undefined {
  const columns = new Map<string, TreeElement>();
  for (const record of records) {
    const names = new Set<string>();
    if (record.elements.length !== record.nodes.length || record.attributes.length > 0) return undefined;
    for (const child of record.elements) {
      if (names.has(child.name) || !isOneLine(child) || isLong(child)) return undefined;
      names.add(child.name);
      if (child.hasContent() && !columns.has(child.name)) columns.set(child.name, child);
    }
  }
  if (columns.size < 2 || columns.size > COLUMNS_MAX) return undefined;
  return table(page, {
    caption: title,
    isCaptionHidden: true,
    columns: [...columns.values()].map((child) => page.label(child)),
    rows: records.map((record) =>
      [...columns.keys()].map((name) => {
        const cell = record.child(name);
        return cell && oneLine(page, cell);
      }),
    ),
  });
}

function isLong(element: TreeElement): boolean {
  return (
    element.elements.length > 0 ||
    [...element.texts(), ...element.attributes].some(({ value }) => value.length > CELL_MAX_CHARACTERS)
  );
}
