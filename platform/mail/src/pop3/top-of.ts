/** The header fields, the empty line and so many lines of the body (RFC 1939 §7, TOP). */
export function topOf(mail: Buffer, lines: number): Buffer {
  const empty = mail.indexOf('\r\n\r\n');
  if (empty === -1) return mail;
  let end = empty + 4;
  for (let line = 0; line < lines; line++) {
    const next = mail.indexOf('\n', end);
    if (next === -1) return mail;
    end = next + 1;
  }
  return mail.subarray(0, end);
}
