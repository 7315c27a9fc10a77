import { randomUUID } from 'node:crypto';
import { NetworkProblem } from '@samband/sdk';
import { type Examples, writeLetter } from './letters.ts';
import type { PlannedLetter } from './plan.ts';

/** A journal system's way of sending: the API, or mail. */
export interface LetterSender {
  send(
    letter: { readonly document: Uint8Array; readonly from: number; readonly to: readonly number[] },
    options: { readonly signal: AbortSignal },
  ): Promise<{ readonly id: string }>;
}

/** What the network said to a letter. */
export type Sending =
  | { readonly outcome: 'accepted'; readonly id: string; readonly messageId: string; readonly idOfRepeat?: string }
  | { readonly outcome: 'refused'; readonly messageId: string; readonly status: number; readonly code: string };

/** Sends a letter as its journal system does; one that comes twice is sent again, byte for byte. Errors: those of the SDK. */
export async function sendLetter(
  network: LetterSender,
  letter: PlannedLetter,
  examples: Examples,
  signal: AbortSignal,
): Promise<Sending> {
  const messageId = randomUUID();
  const document = writeLetter(letter, examples, { messageId, generatedAt: new Date() });
  const { from, to, copyTo } = letter;
  const receivers = [to, ...(copyTo ? [copyTo] : [])].map(({ unit }) => unit.herId);
  const send = () => network.send({ document, from: from.unit.herId, to: receivers }, { signal });
  try {
    const { id } = await send();
    if (letter.course !== 'duplicate') return { outcome: 'accepted', id, messageId };
    return { outcome: 'accepted', id, messageId, idOfRepeat: (await send()).id };
  } catch (error) {
    if (!(error instanceof NetworkProblem) || error.status >= 500) throw error;
    return { outcome: 'refused', messageId, status: error.status, code: error.code ?? error.title };
  }
}
