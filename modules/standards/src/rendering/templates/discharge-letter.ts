import { field, fields, section, stack } from '../blocks/blocks.ts';
import { describe } from '../describe/describe.ts';
import { type Html, join } from '../html.ts';
import type { Page } from '../page.ts';
import { conceptList } from '../parts/diagnosis.ts';
import { informationItems, precautionSection, relatedParties } from '../parts/information-items.ts';
import { child } from '../parts/names.ts';
import { textSections } from '../parts/text-sections.ts';
import type { Template } from '../template.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';

/** Epikrise 1.0 to 1.2 (HIS 80226): the letter of a hospital about a stay. */
export const dischargeLetterTemplate: Template = {
  name: 'discharge-letter',
  title: { nb: 'Epikrise', en: 'Discharge letter' },
  matches: ({ name, namespace }) => name === 'Message' && namespace.startsWith('http://www.kith.no/xmlstds/epikrise'),
  statuses: (message) => {
    const report = message.child('ServRprt');
    return [report?.child('ServType'), report?.child('Status'), report?.child('Priority')];
  },
  dates: (message) => message.child('ServRprt')?.childrenNamed('IssueDate', 'ApprDate') ?? [],
  content: (page, message) => {
    const report = message.child('ServRprt') ?? message;
    const patient = report.child('Patient');
    const events = report.childrenNamed('Event');
    return stack(
      precautionSection(page, patient?.childrenNamed('PatientPrecaution') ?? [], 2),
      ...events.map((event) => (events.length === 1 ? eventContent(page, event, 2) : eventSection(page, event, 2))),
      ...report.childrenNamed('ServReq').map((request) => requestSection(page, request)),
      relatedParties(page, report.childrenNamed('RelServProvider'), 2),
      relatedParties(page, patient?.childrenNamed('PatientRelParty', 'PatRelHCP') ?? [], 2),
    );
  },
};

function eventSection(page: Page, event: TreeElement, level: number): Html | undefined {
  return section(level, page.label(event), eventContent(page, event, level + 1));
}

/** The stay: what it was, what was found and thought, what happens next. */
function eventContent(page: Page, event: TreeElement, level: number): Html | undefined {
  return stack(
    section(level, page.text(event.child('PlannedEvent') ? 'plannedStay' : 'stay'), stayFacts(page, event, level + 1)),
    informationOf(page, event, level, true),
    conceptSection(page, event, level),
    textSections(page, event.childrenNamed('Comment'), level, page.text('comments')),
    informationOf(page, event, level, false),
    ...event.childrenNamed('Event').map((inner) => eventSection(page, inner, Math.min(level, 4))),
    relatedParties(page, event.childrenNamed('RelServProvider'), level),
  );
}

/** Diagnoses and warnings come before the text, findings and medication after it. */
const BEFORE_TEXT: ReadonlySet<string> = new Set(['H', 'B', 'CAVE']);

function informationOf(page: Page, event: TreeElement, level: number, isBeforeText: boolean): Html | undefined {
  const items = event
    .childrenNamed('InfItem')
    .filter((item) => BEFORE_TEXT.has(item.child('Type')?.peek() ?? '') === isBeforeText);
  return informationItems(page, items, level);
}

function conceptSection(page: Page, event: TreeElement, level: number): Html | undefined {
  return section(level, page.text('comments'), conceptList(page, event.childrenNamed('CodedComment')));
}

const SHOWN_APART = [
  'Event',
  'InfItem',
  'Comment',
  'CodedComment',
  'RelServProvider',
  'ReportedEvent',
  'Service',
  'ServType',
  'Id',
];

function stayFacts(page: Page, event: TreeElement, level: number): Html | undefined {
  const reported = event.child('ReportedEvent');
  const period =
    reported && join([child(page, reported, 'StartDateTime'), child(page, reported, 'EndDateTime')], ' – ');
  const service = event.child('Service');
  const isNew = event.child('ServType')?.peek() === 'N';
  const status = event.child('ServType');
  if (status !== undefined && isNew) page.inWords.add(status);
  return stack(
    fields([
      field(page.text('period'), period),
      ...(service?.elements ?? []).map((element) => field(page.label(element), showValue(page, element))),
      isNew ? undefined : status && field(page.label(status), showValue(page, status)),
    ]),
    describe(page, event, level, { without: SHOWN_APART }),
  );
}

function requestSection(page: Page, request: TreeElement): Html | undefined {
  const [first, ...others] = request.childrenNamed('Diagnosis');
  return section(
    2,
    page.text('referral'),
    describe(page, request, 3, { without: ['Diagnosis', 'ReasonAsText', 'Id'] }),
    first && section(3, page.text('diagnosis'), conceptList(page, [first, ...others])),
    textSections(page, request.childrenNamed('ReasonAsText'), 3, page.text('reason')),
  );
}
