import { isDomainError } from '@samband/errors';
import { DocumentRefused } from '@samband/exchange';
import { type Problem, RequestInvalid } from '@samband/http';

/** A failure as EDI 2.0 writes it: RFC 9457 with the message handler's own number and a list of plain sentences. */
export interface MshProblem extends Problem {
  readonly errorCode: number;
  readonly validationErrors: readonly string[];
  readonly stackTrace: null;
  readonly timestamp: string;
}

/** The numbers that EDI 2.0 clients branch on, for our codes. */
const errorCodes: Readonly<Record<string, number>> = {
  'false-reunion': 1001,
  'message-function-refused': 1001,
  'receipt-is-final': 1001,
  'receivers-changed': 1001,
  'communication-party-not-found': 1001,
  'party-not-active': 1001,
  'message-not-found': 1010,
  'receipt-on-receipt': 1100,
  'not-a-receiver': 1102,
  'addressing-mismatch': 1200,
  'insufficient-scope': 1201,
  'not-your-party': 1202,
  'her-id-locked': 1210,
};

/** What is wrong with a request itself is 1001 (validation), whatever it is. */
const validationStatuses: ReadonlySet<number> = new Set([400, 413, 415]);

export function toMshProblem(problem: Problem, error: unknown, now: Date): MshProblem {
  return {
    ...problem,
    errorCode: errorCodes[problem.code] ?? (validationStatuses.has(problem.status) ? 1001 : 0),
    validationErrors: sentences(error),
    stackTrace: null,
    timestamp: now.toISOString(),
  };
}

function sentences(error: unknown): string[] {
  if (error instanceof DocumentRefused) {
    const errors = error.findings.filter(({ severity }) => severity === 'error');
    return errors.map(({ path, line, message }) => `${path}${line === undefined ? '' : ` (line ${line})`}: ${message}`);
  }
  if (error instanceof RequestInvalid) {
    return error.faults.map(({ pointer, parameter, detail }) => `${pointer ?? parameter ?? ''}: ${detail}`);
  }
  return isDomainError(error) && error.kind === 'invalid' ? [error.message] : [];
}
