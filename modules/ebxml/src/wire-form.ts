/** Head fields that say what a message is; all others of a mail are its carrier's. */
const httpHeads = new Set([
  'content-type',
  'soapaction',
  'mime-version',
  'content-transfer-encoding',
  'content-description',
]);

/**
 * What is stored of a post: the head fields that say what it is, an empty line, and the body, as if it were a mail. Of the
 * answer to a post of ours also which it answers, by the id that it would have as a mail: the peer has no say in that.
 */
export function joinHead(
  headers: Readonly<Record<string, string | undefined>>,
  body: Uint8Array,
  answersMailId?: string,
): Buffer {
  const lines = Object.entries(headers)
    .filter(([name, value]) => httpHeads.has(name.toLowerCase()) && value !== undefined)
    .map(([name, value]) => `${name}: ${value?.replaceAll(/[\r\n]+/g, ' ')}\r\n`);
  if (answersMailId !== undefined) lines.push(`In-Reply-To: <${answersMailId}>\r\n`);
  return Buffer.concat([Buffer.from(`${lines.join('')}\r\n`, 'latin1'), body]);
}

/** A mail of ours as a post: the head fields that HTTP takes, unfolded, and the body. */
export function splitHead(bytes: Buffer): { headers: Record<string, string>; body: Buffer } {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) throw new TypeError('a message of ours has no end of its head');
  const lines = bytes
    .toString('latin1', 0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    if (httpHeads.has(name.toLowerCase())) headers[name] = line.slice(colon + 1).trim();
  }
  return { headers, body: bytes.subarray(end + 4) };
}
