import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { RegisterExport } from '../export.ts';

/** So much text is handed on at a time: a line each would cost more than what it says. */
const CHUNK_LENGTH_MIN = 64 * 1024;

/**
 * An export as lines of JSON, read only as fast as the client takes them; compressed unless the client does not take
 * gzip. Fails before the first byte when the export does.
 */
export async function exportStream(lines: RegisterExport, acceptEncoding = '') {
  const head = await lines.next();
  const text = Readable.from(chunks(head.value ? [head.value] : [], lines), { objectMode: false });
  // Also where nobody began to read it: a client may be gone before the first byte.
  text.once('close', () => void lines.return());
  const headers = { 'content-type': 'application/x-ndjson', vary: 'accept-encoding' };
  if (!/\b(gzip|\*)/.test(acceptEncoding)) return { stream: text, headers };
  const gzip = createGzip({ level: 5 });
  // An end on either side ends the other, so that a client that goes away lets the snapshot go.
  pipeline(text, gzip, () => undefined);
  return { stream: gzip, headers: { ...headers, 'content-encoding': 'gzip' } };
}

async function* chunks(first: readonly unknown[], rest: RegisterExport): AsyncGenerator<Buffer, void, undefined> {
  let text = first.map(line).join('');
  for await (const item of rest) {
    text += line(item);
    if (text.length < CHUNK_LENGTH_MIN) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

const line = (item: unknown): string => `${JSON.stringify(item)}\n`;
