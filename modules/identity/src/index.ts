/**
 * Identity: who may call our APIs. OpenID provider with the HelseID profile, client systems, access tokens and proofs.
 * Other packages import from here only; everything else in this package is private.
 */
export type { Client, ClientInput, ClientKey } from './client.ts';
export { ClientInvalid } from './client.ts';
export { ClientKeyConflict, ClientKeyNotFound, ClientNotFound } from './clients.ts';
export {
  AuthorizationAmbiguous,
  ClientNotActive,
  ProofInvalid,
  ProofMissing,
  ProofNonceRequired,
  ProofReplayed,
  SchemeDowngraded,
  SchemeUnsupported,
  TokenExpired,
  TokenInvalid,
  TokenMissing,
  Unauthenticated,
} from './errors.ts';
export { createIdentity, type Identity, type IdentityOptions } from './identity.ts';
export { identityMigrations } from './migrations.ts';
export type { OperatorClientInput, OperatorCredentials } from './operator-client.ts';
export { OrganizationNumberInvalid } from './organization-number.ts';
export { KeyRefused } from './public-jwk.ts';
export { type Scope, ScopeUnknown } from './scope.ts';
export { SigningKeySealed } from './signing-key.ts';
