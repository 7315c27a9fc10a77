import { NetworkProblem } from './network-problem.ts';

/** How a network says that it has no stream (RFC 9110 §15.5.5, §15.5.6, §15.5.7, §15.6.2). */
const WITHOUT_STREAM = new Set([404, 405, 406, 501]);

export function isWithoutStream(thrown: unknown): boolean {
  return thrown instanceof NetworkProblem && WITHOUT_STREAM.has(thrown.status);
}
