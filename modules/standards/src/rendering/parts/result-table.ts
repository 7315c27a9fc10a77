import { scrolling } from '../blocks/blocks.ts';
import { type Html, type HtmlValue, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { TextKey } from '../text/texts.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showRichText } from '../value/rich-text.ts';
import { showValue } from '../value/show-value.ts';
import { resultNotes } from './result-notes.ts';
import { deviation, resultValue } from './result-value.ts';

/** Results that point at another by its id, such as what a bacterium is resistant to, by the id they point at. */
export type AttachedResults = ReadonlyMap<string, readonly TreeElement[]>;

export interface ResultTable {
  readonly caption: HtmlValue;
  /** The caption for a screen reader's list of regions. */
  readonly name: string;
  readonly items: readonly TreeElement[];
  readonly attached: AttachedResults;
}

/** Schemas let results nest without end; below this they are left to the other information. */
const DEPTH_MAX = 20;

/** Results of laboratory medicine and the like as a table: analysis, result, and where any has them reference and deviation. */
export function resultTable(page: Page, { caption, name, items, attached }: ResultTable): Html {
  const rows = new ResultRows(page, attached, columnsOf([...items, ...[...attached.values()].flat()]));
  for (const item of items) rows.add(item, 0);
  return scrolling(page, name, html`<table><caption>${caption}</caption>${rows.content()}</table>`);
}

interface Columns {
  readonly hasReference: boolean;
  readonly hasDeviation: boolean;
}

function columnsOf(items: readonly TreeElement[]): Columns {
  const has = (item: TreeElement, name: string): boolean =>
    item.child(name)?.hasContent() || item.childrenNamed('ResultItem').some((inner) => has(inner, name));
  return {
    hasReference: items.some((item) => has(item, 'RefInterval')),
    hasDeviation: items.some((item) => has(item, 'DevResultInd')),
  };
}

class ResultRows {
  readonly #page: Page;
  readonly #attached: AttachedResults;
  readonly #bodies: Html[][] = [[]];

  readonly #columns: Columns;

  constructor(page: Page, attached: AttachedResults, columns: Columns) {
    this.#page = page;
    this.#attached = attached;
    this.#columns = columns;
  }

  content(): Html {
    const filled = this.#bodies.filter((rows) => rows.length > 0);
    return html`
<thead><tr>${this.#heads().map((key) => html`<th scope="col">${this.#page.text(key)}</th>`)}</tr></thead>
${filled.map((rows) => html`<tbody>${rows.map((row) => html`${row}\n`)}</tbody>`)}`;
  }

  #heads(): TextKey[] {
    const { hasReference, hasDeviation } = this.#columns;
    return [
      'analysis',
      'result',
      ...(hasReference ? ['reference' as const] : []),
      ...(hasDeviation ? ['assessment' as const] : []),
    ];
  }

  /** A group without an analysis of its own is a heading over the results in it. */
  add(item: TreeElement, depth: number): void {
    if (depth > DEPTH_MAX) return;
    const inner = item.childrenNamed('ResultItem');
    if (isGroup(item)) this.#startGroup(resultValue(this.#page, item), item);
    else this.#addRow(item, depth);
    for (const one of inner) this.add(one, depth + (isGroup(item) ? 0 : 1));
    this.#addAttached(item, depth);
    if (isGroup(item)) this.#bodies.push([]);
  }

  #addAttached(item: TreeElement, depth: number): void {
    const attached = this.#attached.get(item.child('IdResultItem')?.peek() ?? '') ?? [];
    for (const one of attached) this.add(one, depth + 1);
  }

  #startGroup(title: Html | undefined, item: TreeElement): void {
    const notes = resultNotes(this.#page, item);
    this.#bodies.push([
      html`<tr${notes && html` class="has-note"`}><th scope="rowgroup" colspan="${this.#heads().length}">${title}</th></tr>`,
      ...(notes ? [this.#noteRow(notes)] : []),
    ]);
  }

  #addRow(item: TreeElement, depth: number): void {
    const page = this.#page;
    const notes = resultNotes(page, item);
    const value = resultValue(page, item);
    const deviates = deviation(page, item);
    const cells = isLong(item)
      ? html`<td colspan="${this.#heads().length - 1}">${join([value, referenceOf(page, item), deviates], ' ')}</td>`
      : this.#cells(value, referenceOf(page, item), deviates);
    const classes = [depth > 0 && 'deep', notes && 'has-note', deviates && 'deviates'].filter(
      (name) => typeof name === 'string',
    );
    const analysis = analysisOf(page, item);
    this.#rows().push(
      html`<tr class="${classes.join(' ')}">${analysis ? html`<th scope="row">${analysis}</th>` : html`<td></td>`}${cells}</tr>`,
      ...(notes ? [this.#noteRow(notes)] : []),
    );
  }

  #cells(value: Html | undefined, reference: Html | undefined, deviates: Html | undefined): Html {
    const { hasReference, hasDeviation } = this.#columns;
    return html`<td>${value}</td>${hasReference ? html`<td>${reference}</td>` : undefined}${hasDeviation ? html`<td>${deviates}</td>` : undefined}`;
  }

  #noteRow(notes: Html): Html {
    return html`<tr class="below-note"><td colspan="${this.#heads().length}">${notes}</td></tr>`;
  }

  #rows(): Html[] {
    return this.#bodies.at(-1) as Html[];
  }
}

function isGroup(item: TreeElement): boolean {
  return item.child('Investigation') === undefined && item.child('ResultItem') !== undefined;
}

/** The analysis by its first name; where other names of it differ, those too. Its codes are in the table of codes. */
function analysisOf(page: Page, item: TreeElement): Html | undefined {
  const investigations = item.childrenNamed('Investigation');
  const names: TreeElement[] = [];
  for (const id of investigations.flatMap((investigation) => investigation.childrenNamed('Id'))) {
    const isNew = names.every((name) => wordsOf(name) !== wordsOf(id));
    if (isNew) names.push(id);
    else page.inWords.add(id);
  }
  const [first] = names;
  if (first !== undefined) page.names.set(item, wordsOf(first));
  const specifications = investigations.flatMap((investigation) => investigation.childrenNamed('Spec'));
  return join(
    [...names, ...specifications].map((one) => showValue(page, one, { code: 'table' })),
    ', ',
  );
}

function wordsOf(id: TreeElement): string {
  return (id.attribute('DN') ?? id.attribute('OT'))?.value.trim() ?? id.peek();
}

function referenceOf(page: Page, item: TreeElement): Html | undefined {
  return join(
    item.childrenNamed('RefInterval').map((interval) => {
      const description = interval.child('Descr');
      if (description === undefined) return undefined;
      return description.elements.length > 0 ? showRichText(page, description, 3) : showValue(page, description);
    }),
    '; ',
  );
}

const SHORT_RESULT_MAX_CHARACTERS = 60;

/** A description in words takes the whole width. */
function isLong(item: TreeElement): boolean {
  const text = item.find('TextResult', 'TextResultValue');
  return (
    text !== undefined &&
    (text.elements.length > 0 || text.peek().length > SHORT_RESULT_MAX_CHARACTERS || text.peek().includes('\n'))
  );
}
