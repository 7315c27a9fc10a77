import type { Readable } from 'node:stream';
import type { MemoryBudget } from './memory-budget.ts';
import { asSmtpError } from './smtp-refused.ts';

export type DataLimits = { readonly sizeMaxBytes: number; readonly budget: MemoryBudget };

/**
 * Reads a mail's data and hands it on while its bytes count against the budget. It is read to its end even when it is
 * not kept, as the answer may only come after it (RFC 5321 §4.1.1.4).
 */
export async function receiveData(
  stream: Readable,
  { sizeMaxBytes, budget }: DataLimits,
  use: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  let chunks: Buffer[] = [];
  let heldBytes = 0;
  let refusal: Error | undefined;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      refusal ??= refusalOf(chunk.length, heldBytes, sizeMaxBytes, budget);
      if (refusal) {
        budget.give(heldBytes);
        [chunks, heldBytes] = [[], 0];
      } else {
        heldBytes += chunk.length;
        chunks.push(chunk);
      }
    }
    if (refusal) throw refusal;
    await use(Buffer.concat(chunks));
  } finally {
    budget.give(heldBytes);
  }
}

function refusalOf(bytes: number, heldBytes: number, sizeMaxBytes: number, budget: MemoryBudget): Error | undefined {
  if (heldBytes + bytes > sizeMaxBytes) return asSmtpError({ code: 552, text: 'The mail is too large' });
  return budget.take(bytes) ? undefined : asSmtpError({ code: 452, text: 'Too much mail at once, try again later' });
}
