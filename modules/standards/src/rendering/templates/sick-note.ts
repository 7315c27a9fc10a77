import { section, stack, table } from '../blocks/blocks.ts';
import { describe, describeGroup } from '../describe/describe.ts';
import { type Html, join } from '../html.ts';
import type { Page } from '../page.ts';
import { child } from '../parts/names.ts';
import type { Template } from '../template.ts';
import type { TreeElement } from '../tree/tree-element.ts';

/** Sykmelding 2013 (`HelseOpplysningerArbeidsuforhet`). */
export const sickNoteTemplate: Template = {
  name: 'sick-note',
  title: { nb: 'Sykmelding', en: 'Sick note' },
  matches: ({ name }) => name === 'HelseOpplysningerArbeidsuforhet',
  statuses: () => [],
  patient: (note) => note.child('Pasient'),
  content: (page, note) =>
    stack(
      ...note.childrenNamed('Aktivitet').map((activity) => periodSection(page, activity)),
      ...ORDER.map((name) => describeGroup(page, note.childrenNamed(name), 2)),
      describe(page, note, 2, {
        without: ['Aktivitet', 'Pasient', 'Strekkode', 'RegelSettVersjon', 'AvsenderSystem', ...ORDER],
      }),
    ),
};

const ORDER = [
  'MedisinskVurdering',
  'Prognose',
  'Arbeidsgiver',
  'UtdypendeOpplysninger',
  'Tiltak',
  'KontaktMedPasient',
  'Behandler',
];

function periodSection(page: Page, activity: TreeElement): Html | undefined {
  const list = table(page, {
    caption: page.text('sickLeave'),
    isCaptionHidden: true,
    columns: [page.text('period'), page.text('limitedWork')],
    rows: activity
      .childrenNamed('Periode')
      .map((period) => [
        join([child(page, period, 'PeriodeFOMDato'), child(page, period, 'PeriodeTOMDato')], ' – '),
        describe(page, period, 3, { without: ['PeriodeFOMDato', 'PeriodeTOMDato'] }),
      ]),
  });
  return section(2, page.text('sickLeave'), list);
}
