/** Typed failures that every layer understands. */
export { DomainError, type Facts, type FailureKind, isDomainError } from './domain-error.ts';
