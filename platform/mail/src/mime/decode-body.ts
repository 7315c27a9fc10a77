import { decodeBase64 } from './base64.ts';
import type { ProblemNotes } from './problem.ts';
import { decodeQuotedPrintable } from './quoted-printable.ts';

/** The data of a body, by its transfer encoding (RFC 2045 §6). An unknown one leaves it as it is, and is told. */
export function decodeBody(body: Buffer, transferEncoding: string, where: string, problems: ProblemNotes): Uint8Array {
  switch (transferEncoding) {
    case '7bit':
    case '8bit':
    case 'binary':
      return body;
    case 'base64': {
      const decoded = decodeBase64(body);
      if (decoded.isMalformed) problems.note('base64-malformed', where);
      return decoded.body;
    }
    case 'quoted-printable': {
      const decoded = decodeQuotedPrintable(body);
      if (decoded.isMalformed) problems.note('quoted-printable-malformed', where);
      return decoded.body;
    }
    default:
      problems.note('transfer-encoding-unknown', where);
      return body;
  }
}
