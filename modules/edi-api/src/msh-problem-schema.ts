import { ProblemBody, problems } from '@samband/http';
import { Type } from 'typebox';

/** A failure as EDI 2.0 clients read it: a problem (RFC 9457), with the message handler's own fields beside ours. */
export const MshProblemBody = Type.Object(
  {
    ...ProblemBody.properties,
    errorCode: Type.Integer({
      description:
        '0 no particular code, 1001 the request is invalid, 1010 not found, 1100 receipt on a receipt, 1102 not a receiver, ' +
        '1200 parties do not agree, 1201 not authorised, 1202 not your HER-id, 1210 locked by another client',
      examples: [1001],
    }),
    validationErrors: Type.Array(Type.String(), { description: 'What is wrong, a sentence each' }),
    stackTrace: Type.Null(),
    timestamp: Type.String({ format: 'date-time' }),
  },
  { title: 'MshProblem', description: 'A failure, as EDI 2.0 and RFC 9457 write it' },
);

/** What every call can be refused with. */
const STANDING = [400, 401, 403, 429, 500, 503] as const;

/** The failures that a call can answer with, for its `response` schema; those that every call has come by themselves. */
export function mshProblems<Status extends number>(...statuses: Status[]) {
  const described = Object.entries(problems<number>(...STANDING, ...statuses)).map(([status, { description }]) => [
    status,
    { description, content: { 'application/problem+json': { schema: MshProblemBody } } },
  ]);
  return Object.fromEntries(described) as Record<
    Status | (typeof STANDING)[number],
    { description: string; content: { 'application/problem+json': { schema: typeof MshProblemBody } } }
  >;
}
