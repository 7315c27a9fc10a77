import { type DomainError, type FailureKind, isDomainError } from '@samband/errors';
import { scrubValue } from '@samband/log';
import { RequestInvalid } from './errors.ts';

/** The one place where a kind of failure becomes a status; complete by type. */
export const STATUS_OF_KIND: Readonly<Record<FailureKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  locked: 423,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
};

export const PROBLEM_CONTENT_TYPE = 'application/problem+json; charset=utf-8';

/** Code of every failure that nobody expected: a bug. */
export const INTERNAL_ERROR_CODE = 'internal-error';

/** One thing that is wrong with the input: a JSON pointer into the body, or the parameter's name, and what is wrong. */
export interface InputFault {
  pointer?: string;
  parameter?: string;
  detail: string;
}

/** A failure as RFC 9457 writes it. */
export interface Problem {
  /** Absolute URL of a page about this `code`. */
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** The path that was asked for. */
  instance: string;
  /** What clients branch on. */
  code: string;
  requestId: string;
  /** What the failure is about, as the rule that failed stated it. */
  facts?: Readonly<Record<string, unknown>>;
  /** Every fault of the input, when it is the input that is wrong. */
  errors?: readonly InputFault[];
}

/** What is needed of a request to write a problem about it. */
export interface ProblemContext {
  publicUrl: string;
  /** The path and query that were asked for; the query is left out. */
  path: string;
  requestId: string;
}

/** The status that answers a failure: 500 for one that nobody expected. */
export function statusOf(error: unknown): number {
  if (!isDomainError(error)) return 500;
  return 'status' in error && typeof error.status === 'number' ? error.status : STATUS_OF_KIND[error.kind];
}

/**
 * A failure as a problem. An unexpected one says nothing but its request id, under which it was logged. Identity
 * numbers are masked in whatever the caller gets to see, also where they came from the caller.
 */
export function toProblem(error: unknown, context: ProblemContext): Problem {
  const code = isDomainError(error) ? error.code : INTERNAL_ERROR_CODE;
  const problem: Problem = {
    type: `${context.publicUrl}/problems/${code}`,
    title: titleOf(code),
    status: statusOf(error),
    instance: context.path.split('?', 1)[0] ?? '/',
    code,
    requestId: context.requestId,
    ...(isDomainError(error) ? shownOf(error) : {}),
  };
  return scrubbed(problem);
}

/** What JSON makes of a value, without identity numbers and secrets. */
export function scrubbed<Value extends object>(value: Value): Value {
  return scrubValue(JSON.parse(JSON.stringify(value, bigintAsText))) as Value;
}

function bigintAsText(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function shownOf(error: DomainError): Partial<Problem> {
  return {
    detail: error.message,
    ...(Object.keys(error.facts).length > 0 ? { facts: error.facts } : {}),
    ...(error instanceof RequestInvalid ? { errors: error.faults } : {}),
  };
}

/** The same words for every occurrence of a code (RFC 9457 §3.1.3): the code itself, as a sentence. */
function titleOf(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
}

/** Headers that answer a failure: those the failure carries, and Retry-After (RFC 9110 §10.2.3) in whole seconds. */
export function headersOf(error: unknown): Readonly<Record<string, string>> {
  if (!isDomainError(error)) return {};
  const carried =
    'headers' in error && typeof error.headers === 'object' ? (error.headers as Record<string, string>) : {};
  if (error.retryAfterSeconds === undefined) return carried;
  return { ...carried, 'retry-after': String(Math.max(1, Math.ceil(error.retryAfterSeconds))) };
}
