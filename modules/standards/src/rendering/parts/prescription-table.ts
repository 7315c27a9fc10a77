import { section, table } from '../blocks/blocks.ts';
import { compactForm } from '../describe/compact-form.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';
import { named } from './medication.ts';
import { child } from './names.ts';

const IN_OWN_COLUMN: ReadonlySet<string> = new Set([
  'Navn',
  'GeneriskNavn',
  'Atc',
  'Legemiddelform',
  'Styrke',
  'DosVeiledEnkel',
  'BruksomradeTekst',
  'StatusTilForskrivningen',
]);

/** Drugs of the record components (`Legemiddelinfo` of EPJ): name, strength, dosage, what it is for, and the rest. */
export function prescriptionTable(page: Page, drugs: readonly TreeElement[], level: number): Html | undefined {
  const title = page.text('medication');
  const list = table(page, {
    caption: title,
    isCaptionHidden: true,
    columns: [
      page.text('drug'),
      page.text('strength'),
      page.text('dosage'),
      page.text('usedFor'),
      page.text('comment'),
    ],
    rows: drugs.map((drug) => prescriptionRow(page, drug)),
  });
  return section(level, title, list);
}

function prescriptionRow(page: Page, drug: TreeElement): (Html | undefined)[] {
  const prescription = drug.child('ForenkletForskrivning');
  const what = prescription?.child('Forskrivningsinfo');
  const others = [...(what?.elements ?? []), ...(prescription?.elements ?? [])].filter(
    ({ name }) => !IN_OWN_COLUMN.has(name) && name !== 'Forskrivningsinfo',
  );
  const generic = child(page, what, 'GeneriskNavn');
  return [
    html`${child(page, what, 'Navn')}${generic && html` (${generic})`} ${atc(page, what)}`,
    join([child(page, what, 'Styrke'), child(page, what, 'Legemiddelform')], ' '),
    child(page, what, 'DosVeiledEnkel'),
    child(page, what, 'BruksomradeTekst'),
    join(
      [child(page, prescription, 'StatusTilForskrivningen'), ...others.map((other) => otherFact(page, other))],
      ' · ',
    ),
  ];
}

function atc(page: Page, what: TreeElement | undefined): Html | undefined {
  const code = what?.child('Atc');
  return code && html`<span class="code">ATC ${showValue(page, code)}</span>`;
}

function otherFact(page: Page, element: TreeElement): Html | undefined {
  if (element.elements.length === 0) return named(page, element);
  const party = compactForm(page, element);
  return party && html`${page.label(element)}: ${party}`;
}
