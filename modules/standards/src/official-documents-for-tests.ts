import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixture } from '@samband/testing';

const TABLE = 'xsd-verdicts.tsv';

export interface OfficialDocument {
  readonly verdict: 'VALID' | 'INVALID' | 'NOTWELLFORMED';
  readonly file: string;
  readonly models: readonly string[];
  readonly bytes: Uint8Array;
}

/** The documents of the table of official verdicts, one at a time; skips the test where the fixtures are absent. */
export function* officialDocuments(context: Parameters<typeof fixture>[0]): Generator<OfficialDocument> {
  const table = fixture(context, TABLE);
  const rows = readFileSync(table, 'utf8').trim().split('\n').slice(1);
  for (const row of rows) {
    const [verdict, file = '', models = ''] = row.split('\t');
    yield {
      verdict: verdict as OfficialDocument['verdict'],
      file,
      models: models.split(' ').filter((name) => name !== ''),
      bytes: readFileSync(join(table, '..', file)),
    };
  }
}

const EXAMPLES = join(import.meta.dirname, '../../../examples');

/** One of the project's own example messages. */
export function example(name: string): Uint8Array {
  return readFileSync(join(EXAMPLES, `${name}.xml`));
}

export const VALID_EXAMPLES = [
  'discharge-letter',
  'referral',
  'laboratory-answer',
  'dialog',
  'nursing-report',
] as const;
