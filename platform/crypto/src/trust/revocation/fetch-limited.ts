import { SourceFailed } from './source-failed.ts';

export type Fetch = typeof globalThis.fetch;

export interface FetchLimits {
  readonly timeoutMs: number;
  readonly sizeMaxBytes: number;
}

/**
 * The body at an HTTP URL that stands in a certificate. Redirects are not followed: an issuer's signed word is the only
 * thing that may send us anywhere. Throws `SourceFailed`.
 */
export async function fetchLimited(
  fetch: Fetch,
  url: string,
  { timeoutMs, sizeMaxBytes }: FetchLimits,
  request: RequestInit = {},
): Promise<Buffer> {
  requireFetchable(url);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { ...request, signal, redirect: 'manual' });
    if (response.status !== 200 || !response.body) {
      await response.body?.cancel();
      throw new SourceFailed('http-status');
    }
    return await readBody(response.body, sizeMaxBytes);
  } catch (cause) {
    if (cause instanceof SourceFailed) throw cause;
    throw new SourceFailed(signal.aborted ? 'timed-out' : 'unreachable', { cause });
  }
}

function requireFetchable(url: string): void {
  const parsed = URL.parse(url);
  const isHttp = parsed?.protocol === 'http:' || parsed?.protocol === 'https:';
  if (!isHttp || parsed.username || parsed.password) throw new SourceFailed('url-refused');
}

/** Counts what arrives, after decompression, whatever length was announced. */
async function readBody(body: ReadableStream<Uint8Array>, sizeMaxBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    // Leaving the loop cancels the stream.
    if (size > sizeMaxBytes) throw new SourceFailed('too-large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}
