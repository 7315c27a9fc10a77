import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixture } from '@samband/testing';
import { expect, test } from 'vitest';
import { writeReceipt } from '../receipt/write-receipt.ts';
import type { Finding, ValidationReport } from '../report.ts';
import { validate } from '../validate.ts';
import type { CaseGroup, Outcome, Suite } from './acceptance-case.ts';
import { caseId } from './case-id.ts';
import { SUITES, UNTOLD_BECAUSE } from './suites.ts';

const FOLDER = 'messaging/oslokommune+sarepta-standarder/test_unzipped';
const NOW = new Date('2026-11-24T12:00:00Z');
const RECEIPT = { id: '019c0000-0000-7000-8000-000000000001', generatedAt: NOW, status: 'ok' } as const;

interface Read {
  readonly bytes: Uint8Array;
  readonly report: ValidationReport;
}

test('every case file of the acceptance tests is in the table, once', (context) => {
  const root = fixture(context, FOLDER);
  expect(SUITES.map(({ folder }) => folder).sort()).toEqual(readdirSync(root).sort());
  let count = 0;
  for (const { folder, groups } of SUITES) {
    const listed = groups.flatMap(([, , outcomes]) => Object.keys(outcomes));
    expect(listed.toSorted(), folder).toEqual(readdirSync(join(root, folder)).map(caseId).sort());
    count += listed.length;
  }
  expect(count).toBe(381);
});

test.for(SUITES)('$name: every case gives what the table says', ({ folder, groups }, context) => {
  const cases = readCases(fixture(context, join(FOLDER, folder)));
  for (const [, , outcomes] of groups) {
    for (const [id, outcome] of Object.entries(outcomes)) {
      const { report, bytes } = cases.get(id) as Read;
      expect(outcomeOf(report, outcome, goodCase(cases, id)), `${folder}, case ${id}`).toBe(outcome);
      if (report.verdict === 'valid') expectReadWhole(bytes, report, `${folder}, case ${id}`);
    }
  }
});

test('what the page says is not told has a reason, and no reason is left over', () => {
  const untold = SUITES.flatMap(({ groups }: Suite) => groups).filter(([, , outcomes]: CaseGroup) =>
    Object.values(outcomes).includes('untold'),
  );
  expect([...new Set(untold.map(([, subject]) => subject))].sort()).toEqual(Object.keys(UNTOLD_BECAUSE).sort());
});

function readCases(folder: string): ReadonlyMap<string, Read> {
  const files = readdirSync(folder).map((file): [string, Read] => {
    const bytes = readFileSync(join(folder, file));
    return [caseId(file), { bytes, report: validate(bytes, { now: NOW }) }];
  });
  return new Map(files);
}

/** The ordinary message that a case is a changed copy of: `1-11a` of `1`, or of its first form. */
function goodCase(cases: ReadonlyMap<string, Read>, id: string): ValidationReport | undefined {
  const number = id.split('-')[0] as string;
  return (cases.get(number) ?? cases.get(`${number}_2`) ?? cases.get(`${number}a`))?.report;
}

/** What the report says, in the words of the table; of several warnings, the one that the table names. */
function outcomeOf(report: ValidationReport, listed: Outcome, good: ValidationReport | undefined): string {
  if (report.verdict !== 'valid') {
    const { appRecCode, rule } = report.findings.find(({ severity }) => severity === 'error') as Finding;
    return `${appRecCode} ${rule}`;
  }
  if (!listed.startsWith('told ')) return listed === 'untold' ? 'untold' : 'valid';
  const known = new Set(good?.findings.map(({ rule, path }) => `${rule} ${path}`));
  const told = report.findings.filter(({ rule, path }) => !known.has(`${rule} ${path}`)).map(({ rule }) => rule);
  return told.includes(listed.slice('told '.length)) ? listed : `told ${told.join(' ') || 'nothing'}`;
}

/** A header with the copy receivers that the text has, and a receipt that is valid. */
function expectReadWhole(original: Uint8Array, { header }: ValidationReport, label: string): void {
  const markup = Buffer.from(original)
    .toString('latin1')
    .replace(/<!--.*?-->/gs, '');
  const copies = markup.match(/<(?:\w+:)?(?:OtherReceiver|CopyDest)[\s>]/g) ?? [];
  expect(
    header?.receivers.filter(({ role }) => role === 'copy'),
    label,
  ).toHaveLength(copies.length);
  expect(validate(writeReceipt({ original, ...RECEIPT }), { schemaOnly: true }).verdict, label).toBe('valid');
}
