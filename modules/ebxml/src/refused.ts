/** Codes of an ErrorList (ebMS 2.0 §4.2.3.4.1). */
export type EbxmlErrorCode =
  | 'ValueNotRecognized'
  | 'NotSupported'
  | 'Inconsistent'
  | 'OtherXml'
  | 'DeliveryFailure'
  | 'TimeToLiveExpired'
  | 'SecurityFailure'
  | 'MimeProblem'
  | 'Unknown';

/** An envelope that is not taken: what its sender is told. Never more than the code and where; nothing of the document. */
export class EnvelopeRefused extends Error {
  readonly code: EbxmlErrorCode;
  /** An XPath or `cid:`. */
  readonly location: string | undefined;
  /** What we note for ourselves, and do not tell: an attacker learns nothing from it. */
  readonly reason: string;

  constructor(code: EbxmlErrorCode, description: string, { location, reason }: { location?: string; reason?: string } = {}) {
    super(description);
    this.name = 'EnvelopeRefused';
    this.code = code;
    this.location = location;
    this.reason = reason ?? code;
  }
}
