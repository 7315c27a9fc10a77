import { section, table } from '../blocks/blocks.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';
import { child } from './names.ts';

const IN_OWN_COLUMN: ReadonlySet<string> = new Set([
  'DrugId',
  'UnitDose',
  'DosageText',
  'DosageCoded',
  'Status',
  'Form',
]);

/** `InfItem` elements with a `Medication`, as one table. */
export function medicationSection(page: Page, items: readonly TreeElement[], level: number): Html | undefined {
  const title = page.text('medication');
  const list = table(page, {
    caption: title,
    isCaptionHidden: true,
    columns: [page.text('drug'), page.text('strength'), page.text('dosage'), page.text('status'), page.text('comment')],
    rows: items.map((item) => medicationRow(page, item)),
  });
  return section(level, title, list);
}

function medicationRow(page: Page, item: TreeElement): (Html | undefined)[] {
  const drug = item.child('Medication');
  const others = [...(drug?.elements ?? []), ...item.childrenNamed('StartDateTime', 'EndDateTime', 'OrgDate')]
    .filter(({ name, elements }) => !IN_OWN_COLUMN.has(name) && elements.length === 0)
    .map((element) => named(page, element));
  return [
    join([child(page, drug, 'DrugId'), child(page, drug, 'Form')], ', '),
    child(page, drug, 'UnitDose'),
    join([child(page, drug, 'DosageText'), child(page, drug, 'DosageCoded')], ', '),
    child(page, drug, 'Status'),
    join(others, ' · '),
  ];
}

/** `Varighet: 10 d`; a comment needs no name. */
export function named(page: Page, element: TreeElement): Html | undefined {
  const value = showValue(page, element);
  if (value === undefined || element.name === 'Comment' || element.name === 'Merknad') return value;
  return html`${page.label(element)}: ${value}`;
}
