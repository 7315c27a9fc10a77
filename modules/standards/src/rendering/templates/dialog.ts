import { field, fields, section, stack } from '../blocks/blocks.ts';
import { describe } from '../describe/describe.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { child } from '../parts/names.ts';
import { prose } from '../parts/text-sections.ts';
import type { Template } from '../template.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';

/** Dialogue messages 1.0 and 1.1 (HIS 80603): notes and inquiries between health professionals. */
export const dialogTemplate: Template = {
  name: 'dialog',
  title: { nb: 'Dialogmelding', en: 'Dialogue message' },
  matches: ({ name }) => name === 'Dialogmelding',
  statuses: (payload) => payload.childrenNamed('Foresporsel').map((inquiry) => inquiry.child('Hastegrad')),
  content: (page, payload) =>
    stack(
      fields([oneField(page, payload, 'SakstypeKodet'), oneField(page, payload, 'Sakstype')]),
      ...payload.childrenNamed('Foresporsel').map((inquiry) => inquirySection(page, inquiry, 2)),
      ...payload.childrenNamed('Notat').map((note) => noteSection(page, note)),
    ),
};

function noteSection(page: Page, note: TreeElement): Html | undefined {
  const text = note.child('TekstNotatInnhold');
  const topic = child(page, note, 'Tema');
  return section(
    2,
    child(page, note, 'TemaKodet') ?? page.text('note'),
    topic && html`<p><strong>${topic}</strong></p>`,
    text && prose(page, text, 2),
    fields([oneField(page, note, 'Merknad'), oneField(page, note, 'DatoNotat')]),
    ...note.childrenNamed('Foresporsel').map((inquiry) => inquirySection(page, inquiry, 3)),
    people(page, note),
  );
}

const FACTS = [
  'Formål',
  'Begrunnelse',
  'Hastegrad',
  'FraDato',
  'TilDato',
  'TypeJournalinfo',
  'KodetOpplysning',
] as const;

function inquirySection(page: Page, inquiry: TreeElement, level: number): Html | undefined {
  const question = inquiry.child('Sporsmal');
  const topic = child(page, inquiry, 'EmneSporsmal');
  return section(
    level,
    child(page, inquiry, 'TypeForesp') ?? page.text('question'),
    topic && html`<p><strong>${topic}</strong></p>`,
    question && prose(page, question, level),
    fields(FACTS.map((name) => allField(page, inquiry, name))),
    people(page, inquiry),
  );
}

/** Who stands behind the note, and for which unit. */
function people(page: Page, holder: TreeElement): Html | undefined {
  return stack(
    ...holder.childrenNamed('RollerRelatertNotat').map((role) => section(3, page.label(role), describe(page, role, 4))),
  );
}

function oneField(page: Page, parent: TreeElement, name: string) {
  const found = parent.child(name);
  return found && field(page.label(found), showValue(page, found));
}

function allField(page: Page, parent: TreeElement, name: string) {
  const [first, ...others] = parent.childrenNamed(name);
  return (
    first &&
    field(
      page.label(first),
      [first, ...others].map((one) => showValue(page, one)),
    )
  );
}
