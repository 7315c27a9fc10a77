import { Type } from '@fastify/type-provider-typebox';

/** The shape of every failure (RFC 9457). */
export const ProblemBody = Type.Object(
  {
    type: Type.String({ format: 'uri', description: 'A page about this code' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    instance: Type.String({ description: 'The path that was asked for' }),
    code: Type.String({ description: 'What to branch on; never renamed' }),
    requestId: Type.String({ description: 'Under which the log knows the request' }),
    facts: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'What the failure is about' })),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          pointer: Type.Optional(Type.String({ description: 'JSON pointer into the body' })),
          parameter: Type.Optional(Type.String({ description: 'Name of the parameter' })),
          detail: Type.String(),
        }),
      ),
    ),
  },
  { title: 'Problem', description: 'A failure, as RFC 9457 writes it' },
);

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  400: 'The request is wrong',
  401: 'No valid access token',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not with this method',
  406: 'Not in a form that the Accept header lets through',
  409: 'Clashes with what is stored',
  411: 'State the length of the body',
  413: 'The body is too large',
  415: 'Not this media type',
  423: 'Held by another client',
  429: 'Too many requests; wait',
  500: 'A fault of ours',
  503: 'Not now; try again',
};

interface ProblemResponse {
  description: string;
  content: { 'application/problem+json': { schema: typeof ProblemBody } };
}

/** The failures that a route can answer with, for its `response` schema: `{ 200: Body, ...problems(400, 404) }`. */
export function problems<Status extends number>(...statuses: Status[]): Record<Status, ProblemResponse> {
  return Object.fromEntries(statuses.map((status) => [status, problemResponse(status)])) as Record<
    Status,
    ProblemResponse
  >;
}

function problemResponse(status: number): ProblemResponse {
  return {
    description: DESCRIPTIONS[status] ?? 'A failure',
    content: { 'application/problem+json': { schema: ProblemBody } },
  };
}
