import { field, fields, section, stack } from '../blocks/blocks.ts';
import { describe } from '../describe/describe.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import { informationItems, relatedParties } from '../parts/information-items.ts';
import { child } from '../parts/names.ts';
import { textSections } from '../parts/text-sections.ts';
import type { Template } from '../template.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';

/** Rekvisisjon 1.4 to 1.6 (HIS 80821): what a laboratory or a radiology department is asked to do. */
export const requisitionTemplate: Template = {
  name: 'requisition',
  title: { nb: 'Rekvisisjon', en: 'Requisition' },
  matches: ({ name, namespace }) =>
    name === 'Message' && namespace.startsWith('http://www.kith.no/xmlstds/rekvisisjon'),
  statuses: (message) => {
    const request = message.child('ServReq');
    return [request?.child('ServType'), request?.child('RequestedPrioReport')];
  },
  content: (page, message) => {
    const request = message.child('ServReq') ?? message;
    const subjects = request.childrenNamed('Patient', 'Animal', 'Material');
    return stack(
      section(
        2,
        page.text('requestedServices'),
        ...request.childrenNamed('ReqInvestigation').map((one) => investigation(page, one)),
      ),
      textSections(page, request.childrenNamed('ReasonAsText'), 2, page.text('reason')),
      ...subjects.map((subject) => subjectSections(page, subject)),
      textSections(page, request.childrenNamed('Comment'), 2, page.text('comments')),
      relatedParties(
        page,
        [
          ...subjects.flatMap((one) => one.childrenNamed('ResponsibleHcp')),
          ...request.childrenNamed('PaymentResponsible'),
        ],
        2,
      ),
      section(2, page.text('requisition'), requestFacts(page, request)),
    );
  },
};

/** One request: what is to be investigated, then the sample and the circumstances. */
function investigation(page: Page, request: TreeElement): Html | undefined {
  const names = request.childrenNamed('Investigation').map((one) => investigationLine(page, one));
  const status = request.child('ServType');
  const isNew = status?.peek() === 'N';
  if (isNew) page.inWords.add(status as TreeElement);
  const facts = describe(page, request, 3, { without: isNew ? ['Investigation', 'ServType'] : ['Investigation'] });
  const present = names.filter((name) => name !== undefined);
  if (present.length === 0) return facts;
  return html`<ul class="items"><li>${present.map((name) => html`<p><strong>${name}</strong></p>`)}${facts}</li></ul>`;
}

function investigationLine(page: Page, one: TreeElement): Html | undefined {
  const coded = one.childrenNamed('Id', 'Spec').map((id) => showValue(page, id, { code: 'table' }));
  return join([join(coded, ', '), child(page, one, 'Comment'), child(page, one, 'Priority')], ' · ');
}

function subjectSections(page: Page, subject: TreeElement): Html | undefined {
  return stack(
    subject.name === 'Patient'
      ? undefined
      : section(2, page.label(subject), describe(page, subject, 3, { without: ['ResponsibleHcp'] })),
    informationItems(page, subject.childrenNamed('InfItem'), 2),
    ...subject.childrenNamed('AdmLocation').map((place) => section(2, page.label(place), describe(page, place, 3))),
  );
}

const FACTS = [
  'IssueDate',
  'RequestedDateReport',
  'NoReport',
  'LevelOfDetail',
  'EscortRequired',
  'PaymentCat',
  'ReqComment',
  'Reservation',
];

function requestFacts(page: Page, request: TreeElement): Html | undefined {
  return fields(request.childrenNamed(...FACTS).map((element) => field(page.label(element), showValue(page, element))));
}
