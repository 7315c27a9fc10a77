/**
 * What kind of failure it is, independent of any wire. HTTP maps it to a status, jobs to retry or dead letter,
 * FHIR to an OperationOutcome. Closed, so that every mapping is complete by type.
 */
export type FailureKind =
  | 'invalid' // the caller's input is wrong; the same call fails again
  | 'unauthenticated' // nobody we know, or proof missing or wrong
  | 'forbidden' // known, but not allowed this
  | 'not-found'
  | 'conflict' // clashes with what is stored
  | 'locked' // held by another client
  | 'too-large'
  | 'too-many' // a limit on rate or number is reached; wait
  | 'unavailable'; // ours to mend; the same call may succeed later

export type Facts = Readonly<Record<string, unknown>>;

/**
 * An expected failure: a rule said no. Each rule has its own subclass beside it, with a stable `code` that clients
 * branch on (never renamed, never reused). `message` and `facts` may be shown to the caller: no secrets, no identity
 * numbers, no content of documents. Anything else that is thrown is a bug.
 */
export abstract class DomainError extends Error {
  abstract readonly kind: FailureKind;
  abstract readonly code: string;
  readonly facts: Facts;
  /** When a retry is worth it, in seconds; undefined when only a changed call can succeed. */
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, facts: Facts = {}, options: ErrorOptions & { retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.name = new.target.name;
    this.facts = facts;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}
