import { DomainError } from '@samband/errors';

/** The command cannot be carried out as it was given. The message says what and where, the advice what to do. */
export class WrongUsage extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'wrong-usage';
  readonly advice: string;

  constructor(message: string, advice: string, options: ErrorOptions = {}) {
    super(message, {}, options);
    this.advice = advice;
  }
}
