import type { CaseGroup, Outcome, Suite } from './acceptance-case.ts';
import { CASES_OF_OTHERS, RECEIPT_CASES, type ReceiptCase } from './receipt-cases.ts';
import { SUBJECTS } from './subjects.ts';
import { SUITES, UNTOLD_BECAUSE } from './suites.ts';

/** The official acceptance tests case by case as a page for people: what `docs/standards/acceptance.md` holds. */
export function describeAcceptance(): string {
  return [INTRODUCTION, ...SUITES.map(suiteSection), BEYOND, receiptSection()].join('\n');
}

const INTRODUCTION = `# The official acceptance tests

Made from the data in \`modules/standards/src/acceptance\`, which a test runs case by case where the reference fixtures are
present; another fails when this page is out of date, and
\`npx vitest run modules/standards/src/acceptance/describe-acceptance.test.ts -u\` makes it anew. All words are our own.

What is expected is what the criterion asks for. What we give:

| Ours | Means |
|---|---|
| valid | read whole, with its header, and a receipt can be written |
| T01 | not well-formed; the receipt would say T01 |
| T02 | breaks the schema; the receipt would say T02 |
| E10 | valid by the schema, and breaks a rule that the standard makes an error |
| told: rule | valid, since the schema and real traffic allow it, with a warning that the good case of the suite does not have ([rules](rules.md)) |
| **untold** | the criterion asks for a report, and we give none; the note says why |
`;

function suiteSection({ name, groups }: Suite): string {
  const rows = groups.flatMap(groupRows);
  return `## ${name}\n\n| Criterion | Case | About | Expected | Ours | Note |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** One line for the cases of a criterion that give the same. */
function groupRows([criterion, subject, outcomes]: CaseGroup): string[] {
  const byOutcome = Map.groupBy(Object.entries(outcomes), ([, outcome]) => outcome);
  return [...byOutcome].map(([outcome, cases]) => {
    const { about, expected } = SUBJECTS[subject];
    const note = outcome === 'untold' ? (UNTOLD_BECAUSE[subject] ?? '') : noteOf(outcome);
    return row([criterion ?? '', cases.map(([id]) => id).join(', '), about, expected, shown(outcome), note]);
  });
}

function shown(outcome: Outcome): string {
  if (outcome === 'untold') return '**untold**';
  const [word = '', rule = ''] = outcome.split(' ');
  if (word === 'told') return `told: \`${rule}\``;
  return word;
}

function noteOf(outcome: Outcome): string {
  return outcome === 'E10 msghead-msgid-uuid' ? 'its MsgId has a letter that no UUID has' : '';
}

const BEYOND = `## Criteria beyond reading and validity

The remaining criteria of every suite are about the journal system that receives, and no message decides them:

- namespaces and character sets (UTF-8 and ISO-8859-1): read as the document says; every suite above holds both;
- all fields read and shown in the right place, coded values shown clearly: the rendered page holds every text and coded value (tests of \`rendering\`);
- that the receipt of the message is logged, the original kept and found again: the exchange keeps it, byte by byte;
- the patient’s record, earlier messages in a dialogue, requisition and answer joined; a correction or a cancellation that comes first, hides or marks what it replaces: the journal system;
- case 1-19 of two nursing and care suites (application, services offered) is to be received as a copy, but its file names no copy receiver;
- radiology, and a referral that is not XML: their tests name cases for missing facts of which there are no files.
`;

function receiptSection(): string {
  const rows = (cases: readonly ReceiptCase[], ours: string) =>
    cases.map(({ id, about, expected }) => row([id, about, expected, ours])).join('\n');
  return `## Application receipts

| Case | About | Expected | Ours |
|---|---|---|---|
${rows(RECEIPT_CASES, 'as expected')}
${rows(CASES_OF_OTHERS, 'not decided by the message alone')}
`;
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
