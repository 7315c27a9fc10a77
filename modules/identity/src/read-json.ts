const timeoutMs = 5_000;
/** HelseID's key set with its certificates is 4 kB. */
const sizeMaxBytes = 262_144;

/** Fetches a JSON object: https, or http on this machine; no redirects, bounded in time and size. */
export function createJsonReader(fetch: typeof globalThis.fetch = globalThis.fetch) {
  return async (url: string): Promise<Readonly<Record<string, unknown>>> => {
    assertProtected(url);
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'error', signal });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`${url} answered ${response.status}`);
    }
    const value: unknown = JSON.parse(await readText(response, url));
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Error(`${url} is no JSON object`);
    return value as Record<string, unknown>;
  };
}

/** Keys that came over a line that anybody can change prove nothing. */
function assertProtected(url: string): void {
  const { protocol, hostname } = new URL(url);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isHere)) throw new Error(`${url} is not https`);
}

async function readText(response: Response, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > sizeMaxBytes) throw new Error(`${url} answered with more than ${sizeMaxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
