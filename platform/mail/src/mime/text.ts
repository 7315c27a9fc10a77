const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes of a header as text: UTF-8 where they are (RFC 6532), else ISO-8859-1, which always succeeds. */
export function headerText(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** Bytes in a named character set as text; one we do not know is read as ISO-8859-1. Never throws. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
