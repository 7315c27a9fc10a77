import { isDomainError } from '@samband/errors';
import { DocumentRefused } from '@samband/exchange';
import { writeReceipt } from '@samband/standards';
import { v7 as uuidV7 } from 'uuid';

/** A document that the exchange does not take, and what its sender is told. */
export interface DocumentRefusal {
  /** Codes of 8221. */
  readonly codes: readonly string[];
  /** The negative AppRec; undefined where the document does not say enough to be answered. */
  readonly receipt: Uint8Array | undefined;
}

/** What else the exchange refuses, by our own codes, in codes of 8221. */
const codeOf: Readonly<Record<string, string>> = {
  'addressing-mismatch': 'E21',
  'false-reunion': 'E10',
  'receivers-changed': 'E10',
  'not-your-party': 'S99',
  'communication-party-not-found': 'E21',
  'party-not-active': 'E21',
  'document-too-large': 'X99',
};

/** A receiver's software would say the same. */
const software = { name: 'Samband', version: '1.0' };

/**
 * What is answered when the exchange refuses a document whose envelope was right: the AppRec that its receiver would have
 * written (HITS 1168), with the codes that the rules name. A receipt is never answered with one. Undefined when the failure
 * is ours and will pass, or no word about the document at all.
 */
export function refuseDocument(
  refused: unknown,
  document: Uint8Array,
  receiverHerId: number,
  generatedAt: Date,
): DocumentRefusal | undefined {
  if (!isDomainError(refused) || ['unavailable', 'too-many', 'locked'].includes(refused.kind)) return undefined;
  const errors = refused instanceof DocumentRefused ? errorsOf(refused) : [{ code: codeOf[refused.code] ?? 'X99' }];
  const codes = [...new Set(errors.map(({ code }) => code))];
  return { codes, receipt: writeRefusal(document, errors, receiverHerId, generatedAt) };
}

const errorsMax = 20;

function errorsOf({ findings }: DocumentRefused): { code: string; text?: string }[] {
  const errors = findings.filter(({ severity }) => severity === 'error').slice(0, errorsMax);
  return errors.length === 0
    ? [{ code: 'T02' }]
    : errors.map(({ appRecCode = 'T02', nb }) => ({ code: appRecCode, text: nb.message }));
}

function writeRefusal(
  original: Uint8Array,
  errors: readonly { code: string; text?: string }[],
  by: number,
  generatedAt: Date,
): Uint8Array | undefined {
  try {
    return writeReceipt({ original, id: uuidV7(), generatedAt, status: 'rejected', errors, by, software });
  } catch (error) {
    if (isDomainError(error)) return undefined;
    throw error;
  }
}
