const END = Buffer.from('.\r\n');
const LINE_DOT = Buffer.from('\r\n.');

/** A mail as POP3 and SMTP send it: lines that begin with a dot have one more, and a line with one dot ends it (RFC 1939 §3). */
export function dotStuffed(mail: Buffer): Buffer {
  const pieces: Buffer[] = mail[0] === END[0] ? [Buffer.from('.')] : [];
  let from = 0;
  for (let at = mail.indexOf(LINE_DOT); at !== -1; at = mail.indexOf(LINE_DOT, at + 2)) {
    pieces.push(mail.subarray(from, at + 2), Buffer.from('.'));
    from = at + 2;
  }
  const isEnded = mail.length === 0 || mail.subarray(-2).equals(LINE_DOT.subarray(0, 2));
  return Buffer.concat([...pieces, mail.subarray(from), ...(isEnded ? [] : [Buffer.from('\r\n')]), END]);
}

/** Takes the dots away again; `stuffed` is without the line that ends it. */
export function dotUnstuffed(stuffed: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let from = stuffed[0] === END[0] ? 1 : 0;
  for (let at = stuffed.indexOf(LINE_DOT); at !== -1; at = stuffed.indexOf(LINE_DOT, at + 3)) {
    pieces.push(stuffed.subarray(from, at + 2));
    from = at + 3;
  }
  return from === 0 ? stuffed : Buffer.concat([...pieces, stuffed.subarray(from)]);
}
