import { field, fields, section, stack } from '../blocks/blocks.ts';
import { describe, describeGroup } from '../describe/describe.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import { child } from '../parts/names.ts';
import type { Template } from '../template.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';

/** Sykmelding 2013 (`HelseOpplysningerArbeidsuforhet`). */
export const sickNoteTemplate: Template = {
  name: 'sick-note',
  title: { nb: 'Sykmelding', en: 'Sick note' },
  matches: ({ name }) => name === 'HelseOpplysningerArbeidsuforhet',
  statuses: () => [],
  patient: (note) => note.child('Pasient'),
  content: (page, note, { patient }) =>
    stack(
      periodSection(page, note),
      ...ORDER.map((name) => describeGroup(page, note.childrenNamed(name), 2)),
      patient === undefined ? undefined : describeGroup(page, note.childrenNamed('Pasient'), 2),
    ),
};

const ORDER = [
  'MedisinskVurdering',
  'Prognose',
  'Arbeidsgiver',
  'MeldingTilArbeidsgiver',
  'UtdypendeOpplysninger',
  'Tiltak',
  'Oppfolgingsplan',
  'MeldingTilNav',
  'KontaktMedPasient',
  'Behandler',
];

function periodSection(page: Page, note: TreeElement): Html | undefined {
  const began = note.child('SyketilfelleStartDato');
  const periods = note.childrenNamed('Aktivitet').flatMap((activity) => activity.childrenNamed('Periode'));
  return section(
    2,
    page.text('sickLeave'),
    html`<ul class="items">${periods.map((period) => html`<li>${periodContent(page, period)}</li>`)}</ul>`,
    fields([began && field(page.label(began), showValue(page, began))]),
  );
}

/** From and to, then what the patient can do. */
function periodContent(page: Page, period: TreeElement): Html {
  const dates = [child(page, period, 'PeriodeFOMDato'), child(page, period, 'PeriodeTOMDato')];
  return html`<p><strong>${join(dates, ' – ')}</strong></p>${describe(page, period, 3, { without: ['PeriodeFOMDato', 'PeriodeTOMDato'] })}`;
}
