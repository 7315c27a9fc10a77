import { renderDocument, type ValidationReport, type Verdict, validate } from '@samband/standards';
import { type Answer, writeAnswer } from './write-answer.ts';

/** Everything the test centre says of one document. */
export interface Check extends Answer {
  readonly report: ValidationReport;
  /** Whole pages; not of a document that cannot be read. */
  readonly html?: { readonly nb: string; readonly en: string };
}

export interface CheckOptions {
  readonly now: Date;
  /** Id of the receipt, a UUID. */
  readonly receiptId: string;
}

/** Verdicts on bytes that are no XML that we read. */
const UNREAD: ReadonlySet<Verdict> = new Set(['not-well-formed', 'refused']);

/** Checks one document. Never throws for what the document holds, and keeps nothing of it. */
export function checkDocument(bytes: Uint8Array, options: CheckOptions): Check {
  const report = validate(bytes);
  return {
    report,
    ...writeAnswer(bytes, report, options),
    ...(!UNREAD.has(report.verdict) && {
      html: {
        nb: renderDocument(bytes, { language: 'nb' }).html,
        en: renderDocument(bytes, { language: 'en' }).html,
      },
    }),
  };
}
