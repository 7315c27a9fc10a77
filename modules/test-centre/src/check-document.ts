import type { ValidationReport } from '@samband/standards';
import { validate } from '@samband/standards';
import { type Answer, writeAnswer } from './write-answer.ts';

/** Everything the test centre says of one document. */
export interface Check extends Answer {
  readonly report: ValidationReport;
}

export interface CheckOptions {
  readonly now: Date;
  /** Id of the receipt, a UUID. */
  readonly receiptId: string;
}

/** Checks one document. Never throws for what the document holds, and keeps nothing of it. */
export function checkDocument(bytes: Uint8Array, options: CheckOptions): Check {
  const report = validate(bytes);
  return { report, ...writeAnswer(bytes, report, options) };
}
