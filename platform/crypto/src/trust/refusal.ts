import type { Certificate } from './certificate.ts';

/** Why a certificate is not trusted. Callers branch on it: never renamed, never reused. */
export type TrustRefusalReason =
  | 'unreadable' // not one X.509 certificate
  | 'not-yet-valid'
  | 'expired'
  | 'self-signed' // it vouches for itself, and nobody named it an anchor
  | 'issuer-unknown' // nobody we know has the issuer's name and key: an anchor or an intermediate is missing
  | 'signature-wrong' // somebody we know has the issuer's name, and did not sign this
  | 'algorithm-refused' // signed with something weak
  | 'key-refused' // its own key is too short or of no kind that is taken
  | 'issuer-not-authority' // the issuer may not issue
  | 'path-too-long'
  | 'critical-extension-unknown'
  | 'usage-wrong' // not for signing, or not for encryption
  | 'policy-wrong' // not an enterprise certificate of a policy that is taken
  | 'revoked'
  | 'unknown-to-issuer' // the issuer's own OCSP responder does not know that it issued this
  | 'revocation-unanswered'; // nobody could say for longer than the policy forgives

/** A refusal, and the certificate of the chain that it is about. */
export interface Refused {
  readonly reason: TrustRefusalReason;
  /** Undefined where the bytes could not be read. */
  readonly certificate?: Certificate;
}
