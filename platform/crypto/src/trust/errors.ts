import { DomainError } from '@samband/errors';

/** The bytes are not one X.509 certificate in DER (RFC 5280). */
export class CertificateUnreadable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'certificate-unreadable';

  constructor(cause?: unknown) {
    super('The value is not one X.509 certificate', {}, { cause });
  }
}
