import { execFile } from 'node:child_process';
import type { Verdict } from '../report.ts';

const OUTPUT_MAX_BYTES = 50_000_000;
const TIMEOUT_MS = 60_000;
/** What xmllint ends with when the schema itself cannot be used. */
const SCHEMA_FAULT = 5;

export type XmllintVerdict = Extract<Verdict, 'valid' | 'invalid' | 'not-well-formed'>;

/**
 * xmllint's verdict on each file, in their order; the schema is compiled once for all. Rejects when it is unusable.
 * What xmllint prints holds values of the documents, so none of it is passed on but the faults of a schema.
 */
export function xmllintVerdicts(schema: string, files: readonly string[]): Promise<XmllintVerdict[]> {
  const options = ['--noout', '--nonet', '--schema', schema, ...files];
  return new Promise((resolve, reject) => {
    execFile('xmllint', options, { maxBuffer: OUTPUT_MAX_BYTES, timeout: TIMEOUT_MS }, (error, _, output) => {
      if (error?.code === SCHEMA_FAULT) reject(new Error(`xmllint cannot use the schema: ${output.slice(0, 500)}`));
      else if (error?.killed) reject(new Error(`xmllint was not done after ${TIMEOUT_MS} ms`));
      else resolve(files.map((file) => verdictOf(file, output)));
    });
  });
}

function verdictOf(file: string, output: string): XmllintVerdict {
  if (output.includes(`${file} validates\n`)) return 'valid';
  return output.includes(`${file} fails to validate\n`) ? 'invalid' : 'not-well-formed';
}
