import type { EbxmlErrorCode } from './messages/names.ts';
import type { EbxmlError } from './messages/write-message-error.ts';

export interface RefusalDetails {
  readonly location?: string;
  readonly reason?: string;
  readonly evidence?: Readonly<Record<string, unknown>>;
}

/** An envelope that is not taken: what its sender is told. Never more than codes and where; nothing of the document. */
export class EnvelopeRefused extends Error {
  readonly errors: readonly [EbxmlError, ...EbxmlError[]];
  /** What we note for ourselves, and do not tell: an attacker learns nothing from it. */
  readonly reason: string;
  /** What was found out on the way to the refusal, kept with it. */
  readonly evidence: Readonly<Record<string, unknown>>;

  /** `location` is an XPath, or `cid:`. */
  constructor(
    code: EbxmlErrorCode,
    description: string,
    { location, reason = code, evidence = {} }: RefusalDetails = {},
  ) {
    super(description);
    this.name = 'EnvelopeRefused';
    this.errors = [{ code, severity: 'Error', description, location }];
    this.reason = reason;
    this.evidence = evidence;
  }
}
