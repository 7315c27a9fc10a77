import { Buffer } from 'node:buffer';
import { isDomainError } from '@samband/errors';
import {
  type Finding,
  type ReceiptStatus,
  type ValidationReport,
  type Verdict,
  writeReceipt,
} from '@samband/standards';

/** A receiver lists the first few faults, not a hundred times the same. */
const ERRORS_MAX = 10;

/** 8221 for a verdict whose findings name no code of their own (HIS 80415:2012 §6.3). */
const CODE_OF_VERDICT: Readonly<Record<Exclude<Verdict, 'valid'>, string>> = {
  'not-well-formed': 'T01',
  refused: 'T01',
  'not-recognised': 'T10',
  invalid: 'T02',
};

/** The receipt that the receiver must answer with, or why there is none. */
export interface Answer {
  readonly receipt?: { readonly xml: string; readonly status: ReceiptStatus; readonly codes: readonly string[] };
  /** A receipt is not answered; and who sent it, and what, must be readable to be answered. */
  readonly noReceiptBecause?: 'is-receipt' | 'unreadable';
}

/**
 * Writes the application receipt that answers a document: OK for a valid one, else rejected with the codes that follow
 * from the findings.
 */
export function writeAnswer(
  bytes: Uint8Array,
  report: ValidationReport,
  { now, receiptId }: { now: Date; receiptId: string },
): Answer {
  if (report.header?.kind === 'receipt') return { noReceiptBecause: 'is-receipt' };
  const errors = errorsOf(report);
  const status = errors.length === 0 ? 'ok' : 'rejected';
  try {
    const receipt = writeReceipt({ original: bytes, id: receiptId, generatedAt: now, status, errors });
    const codes = [...new Set(errors.map(({ code }) => code))];
    return { receipt: { xml: Buffer.from(receipt).toString('utf8'), status, codes } };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { noReceiptBecause: error.code === 'receipt-of-receipt' ? 'is-receipt' : 'unreadable' };
  }
}

/** The faults as a receipt says them: a code and a sentence, each sentence once. */
function errorsOf({ verdict, findings }: ValidationReport): { code: string; text: string }[] {
  if (verdict === 'valid') return [];
  const faults = findings.filter(({ severity }) => severity === 'error');
  const errors = new Map(faults.map((finding) => [sentence(finding), finding.appRecCode ?? CODE_OF_VERDICT[verdict]]));
  return [...errors].slice(0, ERRORS_MAX).map(([text, code]) => ({ code, text }));
}

/** Where, and what: a receiver of the receipt has the document before them. */
function sentence({ path, line, message }: Finding): string {
  const place = [path, line === undefined ? '' : `line ${line}`].filter((part) => part !== '').join(', ');
  return place === '' ? message : `${place}: ${message}`;
}
