import { DomainError } from '@samband/errors';

/** A header field that must not be written: what stands in it would become another field, or end the header. */
export class MailHeaderRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'mail-header-refused';

  constructor(name: string) {
    super(`The mail header field ${name} cannot be written`, { name });
  }
}
