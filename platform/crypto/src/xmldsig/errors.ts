import { DomainError } from '@samband/errors';

/** Why there is no place for a signature in a document. */
export type XmlNotSignableReason =
  | 'already-signed'
  | 'no-place' // no SOAP header with content, or a root without
  | 'encoding'; // UTF-16

/** A document cannot take a signature as it is. */
export class XmlNotSignable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'xml-not-signable';
  readonly reason: XmlNotSignableReason;

  constructor(reason: XmlNotSignableReason, message: string) {
    super(message, { reason });
    this.reason = reason;
  }
}
