import type { MailHeaders } from './headers.ts';
import type { Parameters } from './parameters.ts';
import type { MailProblem } from './problem.ts';

/** What a mail and each of its parts have in common. */
type Entity = {
  readonly headers: MailHeaders;
  /** `type/subtype` in lower case; `text/plain` where none is said (RFC 2045 §5.2). */
  readonly contentType: string;
  /** Of Content-Type; names in lower case, values as written, without quotes. */
  readonly parameters: Parameters;
};

/** A part that holds data: never a multipart itself. */
export type MailPart = Entity & {
  /** Without `<` and `>`; undefined where there is none. */
  readonly contentId: string | undefined;
  /** In lower case; `7bit` where none is said. */
  readonly transferEncoding: string;
  /** The decoded bytes: what digests are taken of. */
  readonly body: Uint8Array;
  /** The part in the mail, header fields and all, as it came: a view, not a copy. */
  readonly raw: Uint8Array;
  /** Offsets in the mail: of the header fields, of the body, and past its end. */
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
};

/** A mail, or what came in an HTTP POST, read. */
export type MailMessage = Entity & {
  /** The whole, byte for byte as it came. */
  readonly bytes: Uint8Array;
  /** Message-ID as it was written: mostly, but not always, in `<` and `>`. */
  readonly messageId: string | undefined;
  /** Every part that holds data, in order, those of nested multiparts too. A mail of one part is its own only part. */
  readonly parts: readonly MailPart[];
  readonly problems: readonly MailProblem[];
};
