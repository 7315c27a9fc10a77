/** RFC 2045 §6.8. */
const LINE_LENGTH = 76;

/** Base64 in lines of 76 that end in CRLF, the last one too. */
export function base64Lines(bytes: Uint8Array): Buffer {
  const encoded = Buffer.from(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
    'latin1',
  );
  const lines = Buffer.allocUnsafe(encoded.length + 2 * Math.ceil(encoded.length / LINE_LENGTH));
  let length = 0;
  for (let at = 0; at < encoded.length; at += LINE_LENGTH) {
    length += encoded.copy(lines, length, at, at + LINE_LENGTH);
    length += lines.write('\r\n', length, 'latin1');
  }
  return lines;
}
