/**
 * The test centre: hand over a message and learn what it is, what is wrong with it, what it says, and what the receiver
 * must answer. Nothing of a document is kept or logged.
 */
export { type Checker, type CheckerOptions, createChecker } from './checker.ts';
export { CheckTimedOut, TooManyChecks } from './errors.ts';
export { testCentreRoutes } from './http/routes.ts';
export type { CheckBody, FindingBody, HeaderBody, PartyBody } from './http/schemas.ts';
