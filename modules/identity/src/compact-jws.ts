export interface CompactJws {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What the signature covers (RFC 7515 §5.2): the first two parts as they came. */
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** The same with its header unread: who saw that very text before knows what it says. */
export interface OpenedJws extends Omit<CompactJws, 'header'> {
  readonly headerText: string;
}

/**
 * Takes a compact JWS apart, checking nothing but its form; undefined when that is wrong.
 * Strict where Buffer is lenient: each part must be the one base64url spelling of its bytes, so that no second
 * spelling of a token or proof passes.
 */
export function openCompactJws(text: string, sizeMaxChars: number): OpenedJws | undefined {
  if (text.length > sizeMaxChars) return undefined;
  const [headerText, payloadText, signatureText, ...more] = text.split('.');
  if (!headerText || !payloadText || !signatureText || more.length > 0) return undefined;
  const payload = jsonObject(base64url(payloadText));
  const signature = base64url(signatureText);
  if (!payload || !signature) return undefined;
  const signed = Buffer.from(text.slice(0, headerText.length + 1 + payloadText.length), 'latin1');
  return { headerText, payload, signed, signature };
}

/** Undefined when it is no header; extensions (`crit`) are none, since none is understood (RFC 7515 §4.1.11). */
export function readJwsHeader(headerText: string): CompactJws['header'] | undefined {
  const header = jsonObject(base64url(headerText));
  return header && !('crit' in header) ? header : undefined;
}

/** {@link openCompactJws} and its header. */
export function readCompactJws(text: string, sizeMaxChars: number): CompactJws | undefined {
  const opened = openCompactJws(text, sizeMaxChars);
  const header = opened && readJwsHeader(opened.headerText);
  if (!opened || !header) return undefined;
  const { payload, signed, signature } = opened;
  return { header, payload, signed, signature };
}

function base64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

function jsonObject(bytes: Buffer | undefined): Record<string, unknown> | undefined {
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
