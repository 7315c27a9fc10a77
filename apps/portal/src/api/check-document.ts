import type { CheckBody } from '@samband/test-centre';
import { Problem, readProblem } from './problem.ts';

export type { CheckBody, FindingBody, HeaderBody, PartyBody } from '@samband/test-centre';

/** What the server says of a document. Throws Problem. */
export async function checkDocument(bytes: Uint8Array<ArrayBuffer>): Promise<CheckBody> {
  const answer = await fetch('/test-centre/check', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
    body: bytes,
  }).catch(() => {
    throw new Problem('unreachable');
  });
  if (!answer.ok) throw await readProblem(answer);
  return (await answer.json()) as CheckBody;
}
