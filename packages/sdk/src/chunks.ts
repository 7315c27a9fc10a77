import { NetworkUnreachable, unreachable } from './network-unreachable.ts';

/** A stream of the network says something, a heartbeat at least, more often than this. Silence means a dead line. */
const SILENCE_MAX_MS = 90_000;

/**
 * What a stream brings, until the network ends it. Leaving the loop closes it.
 * @param url where it comes from, for the words when it breaks
 * @throws NetworkUnreachable when the line breaks, or is silent for too long
 */
export async function* readChunks(
  stream: ReadableStream<Uint8Array>,
  url: string,
  silenceMaxMs: number = SILENCE_MAX_MS,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await spoken(reader, url, silenceMaxMs);
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // broken already: there is nothing to close
  }
}

async function spoken(reader: ReadableStreamDefaultReader<Uint8Array>, url: string, silenceMaxMs: number) {
  let silence: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_, reject) => {
    const reading = { what: `nothing came for ${silenceMaxMs / 1000} s`, advice: 'Check the connection.' };
    silence = setTimeout(() => reject(new NetworkUnreachable(new URL(url).origin, 'SILENT', reading)), silenceMaxMs);
  });
  try {
    return await Promise.race([reader.read(), silent]);
  } catch (thrown) {
    throw thrown instanceof NetworkUnreachable ? thrown : unreachable(url, thrown);
  } finally {
    clearTimeout(silence);
  }
}
