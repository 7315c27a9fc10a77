import { section, stack } from '../blocks/blocks.ts';
import { describe } from '../describe/describe.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import { informationItems, relatedParties } from '../parts/information-items.ts';
import { child } from '../parts/names.ts';
import { type AttachedResults, resultTable } from '../parts/result-table.ts';
import { groupBySample, type SampleGroup } from '../parts/samples.ts';
import { textSections } from '../parts/text-sections.ts';
import type { Template } from '../template.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showRichText } from '../value/rich-text.ts';
import { showValue } from '../value/show-value.ts';

/** Svarrapport 1.2 to 1.4 (HIS 80822): answers of laboratories, pathology and radiology. */
export const laboratoryAnswerTemplate: Template = {
  name: 'laboratory-answer',
  title: { nb: 'Svarrapport', en: 'Report of results' },
  matches: ({ name, namespace }) => name === 'Message' && namespace.startsWith('http://www.kith.no/xmlstds/labsvar'),
  statuses: (message) => {
    const report = message.child('ServReport');
    return [report?.child('ServType'), report?.child('Status'), report?.child('CancellationCode')];
  },
  dates: (message) => message.child('ServReport')?.childrenNamed('IssueDate', 'ApprDate') ?? [],
  content: (page, message) => {
    const report = message.child('ServReport') ?? message;
    const subjects = subjectsOf(report);
    return stack(
      commentSection(page, report),
      ...subjects.map((subject) => subjectSections(page, subject)),
      ...report.childrenNamed('ServReq').map((request) => requestSection(page, request)),
      relatedParties(
        page,
        [...report.childrenNamed('RelServProv', 'PaymentResponsible'), ...subjects.flatMap(around)],
        2,
      ),
    );
  },
};

const SUBJECTS = ['Patient', 'Animal', 'Material'];

/** Whom the report is about, and those within (a child by its mother, an animal in a herd). */
function subjectsOf(holder: TreeElement): TreeElement[] {
  return holder.childrenNamed(...SUBJECTS).flatMap((subject) => [subject, ...subjectsOf(subject)]);
}

function around(subject: TreeElement): TreeElement[] {
  return subject.childrenNamed('ResponsibleHcp');
}

function subjectSections(page: Page, subject: TreeElement): Html | undefined {
  const items = subject.childrenNamed('ResultItem');
  const attached = attachedResults(items);
  const isAttached = new Set([...attached.values()].flat());
  const groups = groupBySample(
    subject,
    items.filter((item) => !isAttached.has(item)),
  );
  return stack(
    subject.name === 'Patient' && subject.parent?.name !== 'Patient' ? undefined : subjectSection(page, subject),
    section(2, page.text('results'), ...groups.map((group) => resultsOfSample(page, group, attached))),
    informationItems(page, subject.childrenNamed('InfItem'), 2),
    sampleSection(page, subject),
    ...subject.childrenNamed('AdmLocation').map((place) => section(2, page.label(place), describe(page, place, 3))),
  );
}

/** Results that belong under another one of the same report, by its id. */
function attachedResults(items: readonly TreeElement[]): AttachedResults {
  const ids = new Set(items.flatMap(resultIds));
  const attached = new Map<string, TreeElement[]>();
  for (const item of items) {
    const id = item.child('RefIdResultItem')?.peek();
    // One that others point at stays where it is, so that no circle swallows a result.
    if (id === undefined || !ids.has(id) || item.child('IdResultItem') !== undefined) continue;
    const others = attached.get(id);
    if (others === undefined) attached.set(id, [item]);
    else others.push(item);
  }
  return attached;
}

function resultIds(item: TreeElement): string[] {
  const id = item.child('IdResultItem')?.peek();
  return [...(id ? [id] : []), ...item.childrenNamed('ResultItem').flatMap(resultIds)];
}

function resultsOfSample(page: Page, { samples, items }: SampleGroup, attached: AttachedResults): Html {
  const named = join(
    samples.map((sample) => sampleLine(page, sample)),
    '; ',
  );
  return resultTable(page, {
    caption: named ? html`${page.text('resultsOfSample')}: ${named}` : page.text('resultsWithoutSample'),
    name: page.text(named ? 'resultsOfSample' : 'resultsWithoutSample'),
    items,
    attached,
  });
}

/** `Serum, tatt 17. november 2026 kl. 08.35 (261117-0042)`. */
function sampleLine(page: Page, sample: TreeElement): Html | undefined {
  const taken = child(page, sample.child('CollectedSample'), 'CollectedDate');
  const what = join(
    [
      child(page, sample, 'Type') ?? child(page, sample, 'TypeCoded'),
      child(page, sample, 'AnatomicalOrigin'),
      taken && html`${page.text('taken')} ${taken}`,
    ],
    ', ',
  );
  return join([what, html`(${child(page, sample, 'IdByServProvider')})`], ' ');
}

/** What is said of the samples beyond the captions of the tables. */
function sampleSection(page: Page, subject: TreeElement): Html | undefined {
  const samples = subject.childrenNamed('AnalysedSubject').map((sample) => {
    const described = describe(page, sample, 3, { without: inCaption(sample) });
    return described && html`<li><p><strong>${sampleLine(page, sample)}</strong></p>${described}</li>`;
  });
  const present = samples.filter((sample) => sample !== undefined);
  return present.length === 0 ? undefined : section(2, page.text('samples'), html`<ul class="items">${present}</ul>`);
}

function inCaption(sample: TreeElement): string[] {
  const always = ['IdByServProvider', 'Type', 'AnatomicalOrigin', 'Accredited', 'IdByRequester'];
  const collected = sample.child('CollectedSample');
  const isOnlyDate = collected?.elements.every(({ name }) => name === 'CollectedDate');
  const material = sample.child('TypeCoded');
  const isNamedTwice =
    material !== undefined && material.attribute('DN')?.value.trim() === sample.child('Type')?.peek();
  return [...always, ...(isOnlyDate ? ['CollectedSample'] : []), ...(isNamedTwice ? ['TypeCoded'] : [])];
}

function subjectSection(page: Page, subject: TreeElement): Html | undefined {
  const without = [...SUBJECTS, 'ResultItem', 'AnalysedSubject', 'InfItem', 'ResponsibleHcp', 'AdmLocation'];
  return section(2, page.label(subject), describe(page, subject, 3, { without }));
}

function commentSection(page: Page, report: TreeElement): Html | undefined {
  const codes = report.childrenNamed('CodedComment').map((comment) => html`<p>${showValue(page, comment)}</p>`);
  const comments = report.childrenNamed('Comment').map((comment) => showRichText(page, comment, 2));
  return section(2, page.text('comment'), ...comments, ...codes);
}

function requestSection(page: Page, request: TreeElement): Html | undefined {
  return section(
    2,
    page.text('requisition'),
    describe(page, request, 3, { without: ['ReasonAsText', 'Comment', 'Ack'] }),
    textSections(page, request.childrenNamed('ReasonAsText'), 3, page.text('reason')),
    textSections(page, request.childrenNamed('Comment'), 3, page.text('comments')),
  );
}
