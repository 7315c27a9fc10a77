import { DomainError, type Facts, type FailureKind, isDomainError } from '@samband/errors';

/** An expected failure as it crosses from one thread to another: classes do not. */
export interface FailureFacts {
  readonly kind: FailureKind;
  readonly code: string;
  readonly message: string;
  readonly facts: Facts;
  readonly retryAfterSeconds: number | undefined;
}

/** An expected failure of work in another thread: the same code, kind and facts, and so the same answer. */
export class RelayedFailure extends DomainError {
  readonly kind: FailureKind;
  readonly code: string;

  constructor({ kind, code, message, facts, retryAfterSeconds }: FailureFacts) {
    super(message, facts, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
    this.kind = kind;
    this.code = code;
  }
}

/** What can cross of an expected failure; undefined for a bug. */
export function failureFacts(error: unknown): FailureFacts | undefined {
  if (!isDomainError(error)) return undefined;
  const { kind, code, message, facts, retryAfterSeconds } = error;
  return { kind, code, message, facts, retryAfterSeconds };
}
