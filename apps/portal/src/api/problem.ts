/** Why a call was not answered as asked. `code` is that of docs/problems, or `unreachable` where nobody answered. */
export class Problem extends Error {
  readonly code: string;
  /** What our log has it under. */
  readonly requestId: string | undefined;

  constructor(code: string, requestId?: string) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.requestId = requestId;
  }
}

/** The problem in an answer (RFC 9457); something between us and the server may have answered with something else. */
export async function readProblem(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => undefined);
  const { code, requestId } = (body ?? {}) as { code?: unknown; requestId?: unknown };
  const byStatus = answer.status === 413 ? 'body-too-large' : answer.status === 429 ? 'too-many-checks' : 'unexpected';
  return new Problem(typeof code === 'string' ? code : byStatus, typeof requestId === 'string' ? requestId : undefined);
}
