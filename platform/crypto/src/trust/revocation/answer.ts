import type { RevocationReason } from '../revocation-reason.ts';

/** What an issuer says of one certificate. */
export type CertificateStatus =
  | { readonly status: 'good' }
  | {
      readonly status: 'revoked';
      readonly revokedAt: Date;
      readonly reason: RevocationReason | undefined;
      /** Since when the key was possibly in other hands, where the issuer says so. */
      readonly invalidFrom: Date | undefined;
    }
  | { readonly status: 'unknown' };

/** How long something that an issuer said holds. */
export interface Term {
  readonly thisUpdate: Date;
  /** The issuer says something newer by then. */
  readonly nextUpdate: Date;
}
