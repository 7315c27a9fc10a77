/** A document that somebody wants checked: its bytes as they came, and how it reads. */
export interface SubmittedDocument {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly source: string;
}

/** What is asked for before anything is sent. The server has the same limit. */
export const documentSizeMaxBytes = 5 * 1024 * 1024;

/** A file, or a text, that cannot be sent. */
export class NotSubmitted extends Error {
  readonly reason: 'too-large' | 'unreadable';
  readonly sizeBytes: number;

  constructor(reason: 'too-large' | 'unreadable', sizeBytes: number) {
    super(reason);
    this.name = 'NotSubmitted';
    this.reason = reason;
    this.sizeBytes = sizeBytes;
  }
}

/** Reads a file that was dropped or picked. Throws NotSubmitted. */
export async function readFile(file: File): Promise<SubmittedDocument> {
  if (file.size > documentSizeMaxBytes) throw new NotSubmitted('too-large', file.size);
  const buffer = await file.arrayBuffer().catch(() => {
    throw new NotSubmitted('unreadable', file.size);
  });
  return toDocument(file.name, new Uint8Array(buffer));
}

/** Takes a text that was pasted. It is sent as UTF-8, whatever encoding its first line names. Throws NotSubmitted. */
export function readText(name: string, text: string): SubmittedDocument {
  const asUtf8 = text.replace(/^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')/, '$1').trimStart();
  return toDocument(name, new Uint8Array(new TextEncoder().encode(asUtf8)));
}

/** Fetches one of our examples. Throws NotSubmitted where it cannot be had. */
export async function readExample(name: string, url: string): Promise<SubmittedDocument> {
  const answer = await fetch(url).catch(() => undefined);
  if (!answer?.ok) throw new NotSubmitted('unreadable', 0);
  return toDocument(name, new Uint8Array(await answer.arrayBuffer()));
}

function toDocument(name: string, bytes: Uint8Array<ArrayBuffer>): SubmittedDocument {
  if (bytes.length > documentSizeMaxBytes) throw new NotSubmitted('too-large', bytes.length);
  return { name, bytes, source: decodeSource(bytes) };
}

/** Text of a document: by its byte order mark, else by the encoding that its first line names, else UTF-8 (XML 1.0 §F). */
export function decodeSource(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named).encoding;
  } catch {
    return 'utf-8'; // a name that no browser knows; the server says so too
  }
}
