import type { Certificate } from '../certificate.ts';
import type { RevocationReason } from '../revocation-reason.ts';
import type { Term } from './answer.ts';
import type { SourceFailure } from './source-failed.ts';

/** A source that was asked in vain. */
export interface VainSource {
  readonly url: string;
  readonly failure: SourceFailure;
}

/** On what it rests that a certificate counts as revoked or not: kept with the verdict, so that it can be shown later. */
export type RevocationEvidence = {
  readonly certificate: Certificate;
  readonly failures: readonly VainSource[];
} & (
  | ({ readonly outcome: 'good' } & Said)
  /** Revoked after the time of the check: it was good then. */
  | ({ readonly outcome: 'revoked-later'; readonly revokedAt: Date } & Said)
  | ({ readonly outcome: 'revoked'; readonly revokedAt: Date; readonly reason?: RevocationReason } & Said)
  | ({ readonly outcome: 'unknown-to-issuer' } & Said)
  /** Nobody could be asked; trusted until `forgivenUntil` by the policy, on the word of `lastGood` where there is one. */
  | { readonly outcome: 'forgiven'; readonly forgivenUntil: Date; readonly lastGood?: Said }
  | { readonly outcome: 'unanswered'; readonly since: Date; readonly lastGood?: Said }
  /** The certificate does not say where to ask. */
  | { readonly outcome: 'without-source' }
);

/** Who said it, and for how long it holds. */
export interface Said extends Term {
  readonly by: 'ocsp' | 'crl';
  readonly url: string;
}
