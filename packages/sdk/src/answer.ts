import { NetworkProblem } from './network-problem.ts';
import { unanswered, unreachable } from './network-unreachable.ts';

/** Largest answer we take in: a 35 MB document is about 48 MB as base64 in JSON. */
const ANSWER_SIZE_MAX_BYTES = 64 * 1024 * 1024;

/** One HTTP request, ready to go out. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** A good answer is a stream without end: it is not read here, and the time limit counts to its beginning. */
  readonly isStreamed?: boolean | undefined;
}

/** What came back, read to its end; a stream is only opened. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  header(name: string): string | undefined;
  text(): string;
  /** Only where a stream was asked for, and came. */
  readonly stream?: ReadableStream<Uint8Array>;
}

export interface Patience {
  readonly timeoutMs: number;
  /** The caller's own stop; aborting it rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends one request and reads the whole answer. Redirects are not followed: a proof is bound to one address.
 * @throws NetworkUnreachable when no answer came in time, and the signal's reason when the caller stopped it.
 */
export async function exchange(
  fetch: typeof globalThis.fetch,
  outgoing: Outgoing,
  patience: Patience,
): Promise<Answer> {
  const { url, body, isStreamed, ...rest } = outgoing;
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), patience.timeoutMs);
  const signal = patience.signal ? AbortSignal.any([patience.signal, timeout.signal]) : timeout.signal;
  try {
    const response = await fetch(url, { ...rest, signal, redirect: 'manual', ...(body !== undefined && { body }) });
    const { status, ok } = response;
    const header = (name: string) => response.headers.get(name) ?? undefined;
    if (isStreamed && status === 200 && response.body) {
      return { status, ok, header, text: () => '', stream: response.body as ReadableStream<Uint8Array> };
    }
    const bytes = await readBounded(response);
    return { status, ok, header, text: () => bytes.toString('utf8') };
  } catch (thrown) {
    if (thrown instanceof NetworkProblem) throw thrown;
    patience.signal?.throwIfAborted();
    throw timeout.signal.aborted ? unanswered(url, patience.timeoutMs) : unreachable(url, thrown);
  } finally {
    clearTimeout(timer);
  }
}

async function readBounded(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > ANSWER_SIZE_MAX_BYTES) throw tooLarge(response.status);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(status: number): NetworkProblem {
  const detail = `It is larger than ${ANSWER_SIZE_MAX_BYTES / 1024 / 1024} MB, and was dropped.`;
  return new NetworkProblem({ status, title: 'The answer is too large', detail, code: 'answer-too-large' });
}
