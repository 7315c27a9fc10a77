import { PROBLEMS_MAX } from './limits.ts';

/** What was odd about a mail. Closed, so that a rule can say what follows from each. */
export type MailProblemCode =
  | 'header-block-too-large' // fields beyond the limit were not read
  | 'header-separator-missing' // the body began without an empty line before it
  | 'content-type-malformed' // no `type/subtype`; read as text/plain
  | 'parameter-malformed' // a quote not closed, or no `=`
  | 'boundary-missing' // a multipart that does not say its boundary
  | 'boundary-not-found' // a multipart whose boundary is nowhere in it
  | 'closing-boundary-missing' // often: the mail was cut off
  | 'parts-too-many'
  | 'nesting-too-deep'
  | 'transfer-encoding-unknown' // the body was left as it is
  | 'transfer-encoding-on-multipart' // only 7bit, 8bit and binary are allowed there (RFC 2045 §6.4); passed over
  | 'base64-malformed' // characters that do not belong, a broken end, or data after the padding
  | 'quoted-printable-malformed'; // a `=` that stands for nothing, kept as it is

/** One oddity: what it is, and where (an offset in the mail) or which name, never the content. */
export type MailProblem = { readonly code: MailProblemCode; readonly detail: string };

/** Notes problems up to a limit, so that a hostile mail cannot fill the memory with its faults. */
export class ProblemNotes {
  readonly list: MailProblem[] = [];

  note(code: MailProblemCode, detail: string): void {
    if (this.list.length < PROBLEMS_MAX) this.list.push({ code, detail });
  }
}
