import { field, fields, section, stack, table } from '../blocks/blocks.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';
import { conceptLine, conceptList } from './diagnosis.ts';
import { medicationSection, named } from './medication.ts';
import { child, personName } from './names.ts';
import { partyLines } from './parties.ts';
import { deviation, resultValue } from './result-value.ts';
import { groupByCode, prose, sharedHeading } from './text-sections.ts';

/** InfItem types that come first: main and other diagnoses, then warnings. */
const FIRST_TYPES: readonly string[] = ['CAVE', 'H', 'B'];

/**
 * The clinical information of letters and referrals (`InfItem`): observations under the heading of their type, then results
 * and medication as tables.
 */
export function informationItems(page: Page, items: readonly TreeElement[], level: number): Html | undefined {
  const observations = items.filter((item) => item.child('Observation') !== undefined);
  const results = items.filter((item) => item.child('ResultItem') !== undefined);
  const drugs = items.filter((item) => item.child('Medication') !== undefined);
  for (const { elements } of [...results, ...drugs]) {
    // "Finding" over a result and "medication" over a drug: the section says so.
    for (const type of elements.filter(({ name }) => name === 'Type')) page.inWords.add(type);
  }
  return stack(
    ...inReadingOrder(groupByCode(observations, 'Type')).map((group) => observationSection(page, group, level)),
    resultSection(page, results, level),
    medicationSection(page, drugs, level),
  );
}

function inReadingOrder(groups: readonly TreeElement[][]): TreeElement[][] {
  const rank = ([first]: readonly TreeElement[]) => {
    const position = FIRST_TYPES.indexOf(first?.child('Type')?.peek() ?? '');
    return position === -1 ? FIRST_TYPES.length : position;
  };
  return groups.toSorted((one, other) => rank(one) - rank(other));
}

function observationSection(page: Page, items: readonly TreeElement[], level: number): Html | undefined {
  const title = sharedHeading(
    page,
    items.map((item) => item.child('Type')),
  );
  return section(level, title ?? page.text('findings'), ...items.map((item) => observation(page, item, level)));
}

function observation(page: Page, item: TreeElement, level: number): Html | undefined {
  const observed = item.child('Observation');
  const description = observed?.child('Description');
  const codes = observed?.childrenNamed('CodedDescr') ?? [];
  const comment = observed && child(page, observed, 'Comment');
  return stack(
    conceptList(page, codes),
    description && prose(page, description, level),
    comment && html`<p>${comment}</p>`,
    circumstances(page, item),
  );
}

/** When and by whom: `StartDateTime`, `Origin`… */
function circumstances(page: Page, item: TreeElement): Html | undefined {
  const dates = item.childrenNamed('StartDateTime', 'EndDateTime', 'OrgDate').map((date) => named(page, date));
  const people = item
    .childrenNamed('Origin', 'RelHCProvider')
    .map((origin) => field(page.label(origin), partyLines(page, origin)));
  const line = join(dates, ' · ');
  return stack(line && html`<p class="quiet">${line}</p>`, fields(people));
}

function resultSection(page: Page, items: readonly TreeElement[], level: number): Html | undefined {
  const list = table(page, {
    caption: page.text('results'),
    isCaptionHidden: true,
    columns: [
      page.text('analysis'),
      page.text('result'),
      page.text('assessment'),
      page.text('date'),
      page.text('comment'),
    ],
    rows: items.map((item) => resultRow(page, item)),
  });
  return section(level, page.text('results'), list);
}

function resultRow(page: Page, item: TreeElement): (Html | undefined)[] {
  const result = item.child('ResultItem') ?? item;
  const analysis = result.child('ClinInv');
  const identified = analysis?.child('Id');
  const specification = analysis?.childrenNamed('Spec').map((spec) => showValue(page, spec)) ?? [];
  const assessed = result.child('DiagComment');
  return [
    join([identified && showValue(page, identified, { code: 'table' }), ...specification], ', '),
    resultValue(page, result),
    deviation(page, result),
    join([child(page, result, 'InvDate'), circumstances(page, item)], ' '),
    join([child(page, result, 'Comment'), assessed && conceptLine(page, assessed)], ' · '),
  ];
}

/** The patient's warnings, which must be seen before anything is prescribed. */
export function precautionSection(page: Page, precautions: readonly TreeElement[], level: number): Html | undefined {
  const lines = precautions.map((precaution) => {
    const dates = precaution.childrenNamed('StartDateTime', 'EndDateTime').map((date) => named(page, date));
    return join([child(page, precaution, 'Precaution'), join(dates, ' · ')], ' · ');
  });
  const present = lines.filter((line) => line !== undefined);
  if (present.length === 0) return undefined;
  return section(
    level,
    page.text('warnings'),
    html`<ul>${present.map((line) => html`<li><strong>${line}</strong></li>`)}</ul>`,
  );
}

/** People and institutions around the patient, each by what they are to the patient. */
export function relatedParties(page: Page, elements: readonly TreeElement[], level: number): Html | undefined {
  return section(
    level,
    page.text('relatedParties'),
    fields(elements.map((element) => field(page.label(element), relatedParty(page, element)))),
  );
}

function relatedParty(page: Page, element: TreeElement): Html | undefined {
  const facts = ['Relation', 'Role', 'TypeGuarantor', 'Name', 'StartDateTime', 'EndDateTime'].map((name) =>
    child(page, element, name),
  );
  return stack(join([...facts, personName(page, element)], ', '), partyLines(page, element));
}
