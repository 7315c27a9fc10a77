import { splitHead } from './wire-form.ts';

/** How a sending went. */
export type SendOutcome =
  /** The peer has taken it. `answer`: what came back in the same breath over HTTP, as it is stored. */
  | { readonly kind: 'sent'; readonly answer?: { readonly headers: Record<string, string>; readonly body: Uint8Array } }
  /** The peer will never take it. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It may go better later. `reason` is a code. */
  | { readonly kind: 'failed'; readonly reason: string };

/** What a mail server made of a mail: as platform/mail's sender says it. */
export interface MailSender {
  send(mail: { from: string; to: readonly string[]; bytes: Uint8Array }, signal?: AbortSignal): Promise<SendOutcome>;
}

/** Sends finished messages to where their URI says. */
export interface Sending {
  send(
    message: { readonly uri: string; readonly mailFrom: string; readonly bytes: Buffer },
    signal: AbortSignal,
  ): Promise<SendOutcome>;
}

/**
 * What the same bytes at the same address will never get past: gone for good, too large, of a media type that is not taken
 * (RFC 9110 §15.5.11, §15.5.14, §15.5.16). All else is tried as long as the two have agreed, 401 and 404 too: a far end that
 * is set up wrong is mended in hours, and whoever runs it sees the code in the trace meanwhile.
 */
const refusals: ReadonlySet<number> = new Set([410, 413, 415]);
/** A page of a proxy in XHTML is no message. */
const messageTypes = /^(multipart\/related|text\/xml|application\/soap\+xml)\b/i;
/** Largest answer to a post that is read: as large as the largest mail. */
const answerBytesMax = 51_200_000;

export interface SendingOptions {
  /** Undefined: no mail is sent from here. */
  readonly mail: MailSender | undefined;
  readonly fetch?: typeof globalThis.fetch;
}

/** By mail for `mailto:`, by POST for `http:` and `https:`. */
export function createSending({ mail, fetch = globalThis.fetch }: SendingOptions): Sending {
  return {
    async send({ uri, mailFrom, bytes }, signal) {
      if (uri.startsWith('mailto:')) {
        if (!mail) return { kind: 'failed', reason: 'no-mail-server' };
        return mail.send({ from: mailFrom, to: [addressOf(uri)], bytes }, signal);
      }
      if (/^https?:/.test(uri)) return post(fetch, uri, bytes, signal);
      return { kind: 'refused', reason: 'endpoint-not-supported' };
    },
  };
}

/** `mailto:a@b`, and as agreements have it, `mailto://a@b`. */
export function addressOf(uri: string): string {
  return decodeURIComponent(uri.replace(/^mailto:(\/\/)?/i, '').replace(/\?.*$/s, ''));
}

async function post(
  fetch: typeof globalThis.fetch,
  uri: string,
  bytes: Buffer,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const { headers, body } = splitHead(bytes);
  const response = await fetch(uri, {
    method: 'POST',
    headers: { ...headers, SOAPAction: '"ebXML"' },
    body: new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength),
    // The agreement says where it goes, and nobody else.
    redirect: 'manual',
    signal,
  });
  const answer = await readAtMost(response, answerBytesMax);
  // A SOAP Fault comes with 500 (SOAP 1.1 §6.2); so does a peer that is broken.
  const isMessage = answer.byteLength > 0 && messageTypes.test(response.headers.get('content-type') ?? '');
  if (!response.ok && !isMessage)
    return { kind: refusals.has(response.status) ? 'refused' : 'failed', reason: `http-${response.status}` };
  return {
    kind: 'sent',
    ...(isMessage && { answer: { headers: Object.fromEntries(response.headers), body: answer } }),
  };
}

async function readAtMost(response: Response, bytesMax: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new RangeError(`an answer of more than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
