import { DomainError } from '@samband/errors';

/** Something about a client that was sent cannot be. Says what. */
export class ClientInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'client-invalid';
}
