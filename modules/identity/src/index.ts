/**
 * Identity: who may call our APIs. OpenID provider with the HelseID profile, client systems, access tokens and proofs.
 * Other packages import from here only; everything else in this package is private.
 */
export { ClientNotFound } from './change-client.ts';
export type { Client, ClientInput, ClientKey, Tenancy } from './client.ts';
export { type ClientDraft, type ClientDraftInput, ClientDraftNotFound, ClientDraftsTooMany } from './client-draft.ts';
export { ClientInvalid } from './client-invalid.ts';
export type { ClientSettings, Pending } from './client-settings.ts';
export { ClientKeyConflict, ClientKeyNotFound } from './clients.ts';
export { type Delegation, type DelegationInput, DelegationNotFound, DelegationRefused } from './delegation.ts';
export {
  AuthorizationAmbiguous,
  ClientNotActive,
  IdentityProviderUnavailable,
  ProofInvalid,
  ProofMissing,
  ProofNonceRequired,
  ProofReplayed,
  SchemeDowngraded,
  SchemeUnsupported,
  SelfServiceKeyInvalid,
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
