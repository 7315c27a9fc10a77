import type { Answer } from './answer.ts';
import { NetworkProblem, type ProblemFinding } from './network-problem.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** Turns a refusal into a {@link NetworkProblem}, whatever shape its body has; a body that is no JSON is not shown. */
export function readProblem(answer: Answer, nowMs: number): NetworkProblem {
  const body = jsonObject(answer.text());
  const facts = object(body['facts']);
  return new NetworkProblem({
    status: answer.status,
    title: text(body['title']) ?? text(body['error']) ?? `The server answered ${answer.status}`,
    detail: text(body['detail']) ?? text(body['error_description']),
    code: text(body['code']) ?? text(body['error']),
    errorCode: number(body['errorCode']),
    requestId: text(body['requestId']) ?? answer.header('x-request-id'),
    validationErrors: list(body['validationErrors']).filter((entry) => typeof entry === 'string'),
    errors: list(body['errors']),
    facts,
    findings: list(body['findings'] ?? facts['findings']).filter(isFinding),
    retryAfterSeconds: retryAfterSeconds(answer.header('retry-after'), nowMs),
  });
}

function jsonObject(body: string): Record<string, unknown> {
  try {
    return object(JSON.parse(body));
  } catch {
    return {}; // a proxy's HTML page, or nothing: the status alone is what we know
  }
}

function isFinding(value: unknown): value is ProblemFinding {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}

const object = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
