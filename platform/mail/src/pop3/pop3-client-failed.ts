import { DomainError } from '@samband/errors';

/** The other POP3 server refused, said what cannot be understood, or went away. Its words are not passed on. */
export class Pop3Failed extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'pop3-failed';
  readonly reason: 'refused' | 'connection-lost' | 'too-large' | 'timed-out' | 'no-tls';

  constructor(reason: Pop3Failed['reason'], command: string) {
    super(`POP3 ${command}: ${reason}`, { command, reason });
    this.reason = reason;
  }
}
