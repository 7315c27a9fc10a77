import { field, fields, section, stack } from '../blocks/blocks.ts';
import { describe, describeGroup } from '../describe/describe.ts';
import type { Html } from '../html.ts';
import type { Page } from '../page.ts';
import { conceptList } from '../parts/diagnosis.ts';
import { informationItems, precautionSection, relatedParties } from '../parts/information-items.ts';
import { textSections } from '../parts/text-sections.ts';
import type { Template } from '../template.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';

const TITLE = { nb: 'Henvisning', en: 'Referral' };

/** Henvisning 0.9 to 1.1, in the older form with HCP structures. */
export const referralTemplate: Template = {
  name: 'referral',
  title: TITLE,
  matches: ({ name, namespace }) => name === 'Message' && namespace.startsWith('http://www.kith.no/xmlstds/henvisning'),
  statuses: (message) => statusesOf(message.child('ServReq')),
  dates: (message) => message.child('ServReq')?.childrenNamed('IssueDate') ?? [],
  content: (page, message) => {
    const request = message.child('ServReq') ?? message;
    const patient = request.child('Patient');
    return stack(
      referralContent(page, request, patient ?? request),
      aroundPatient(page, patient),
      facts(page, request),
    );
  },
};

/** Henvisning 2.0, which stands in MsgHead and borrows its components from the municipal messages. */
export const referral2Template: Template = {
  name: 'referral-2.0',
  title: TITLE,
  matches: ({ name }) => name === 'Henvisning',
  statuses: statusesOf,
  dates: (referral) => referral.childrenNamed('IssueDate'),
  content: (page, referral) =>
    stack(referralContent(page, referral, referral), otherGroups(page, referral, READ_APART), facts(page, referral)),
};

function statusesOf(request: TreeElement | undefined): (TreeElement | undefined)[] {
  return [request?.child('ServType'), request?.find('ReqServ', 'Priority')];
}

/** What is asked, why, and what is known: in the order that the one who assesses it reads. */
function referralContent(page: Page, request: TreeElement, informed: TreeElement): Html | undefined {
  const [diagnosis, ...others] = request.childrenNamed('Diagnosis');
  return stack(
    precautionSection(page, informed.childrenNamed('PatientPrecaution'), 2),
    textSections(page, request.childrenNamed('ReasonAsText'), 2, page.text('reason')),
    diagnosis && section(2, page.text('diagnoses'), conceptList(page, [diagnosis, ...others])),
    ...request.childrenNamed('ReqServ').map((wanted) => section(2, page.text('wanted'), wantedFacts(page, wanted))),
    informationItems(page, informed.childrenNamed('InfItem'), 2),
    textSections(page, request.childrenNamed('Comment'), 2, page.text('comments')),
  );
}

function wantedFacts(page: Page, wanted: TreeElement): Html | undefined {
  const status = wanted.child('ServType');
  if (status?.peek() === 'N') page.inWords.add(status);
  return describe(page, wanted, 3, { without: status?.peek() === 'N' ? ['ServType'] : [] });
}

const AROUND_PATIENT = ['PatRelHCP', 'PatRelInst', 'PatRelperson'];
const IN_PATIENT_SECTION = [
  'Sex',
  'DateOfBirth',
  'DateOfDeath',
  'Name',
  'OffId',
  'TypeOffId',
  'AdditionalId',
  'Address',
  'BasisForHealthServices',
  'IdByRequester',
  'IdByServProvider',
  'PatientPrecaution',
  'InfItem',
];

function aroundPatient(page: Page, patient: TreeElement | undefined): Html | undefined {
  if (patient === undefined) return undefined;
  return stack(
    relatedParties(page, patient.childrenNamed(...AROUND_PATIENT), 2),
    otherGroups(page, patient, [...IN_PATIENT_SECTION, ...AROUND_PATIENT]),
  );
}

const READ_APART = [
  'ServType',
  'IssueDate',
  'PaymentCat',
  'ReqComment',
  'DocumentId',
  'PatientPrecaution',
  'InfItem',
  'ReasonAsText',
  'Diagnosis',
  'ReqServ',
  'Comment',
];

/** Children that have no place of their own, each as a section. */
export function otherGroups(page: Page, parent: TreeElement, without: readonly string[]): Html | undefined {
  const names = new Set(parent.elements.map(({ name }) => name).filter((name) => !without.includes(name)));
  return stack(...[...names].map((name) => describeGroup(page, parent.childrenNamed(name), 2)));
}

function facts(page: Page, request: TreeElement): Html | undefined {
  const found = request.childrenNamed('PaymentCat', 'ReqComment');
  return section(
    2,
    page.text('aboutReferral'),
    fields(found.map((element) => field(page.label(element), showValue(page, element)))),
  );
}
