import type { Certificate } from './certificate.ts';
import type { TrustRefusalReason } from './refusal.ts';
import type { RevocationEvidence } from './revocation/evidence.ts';
import type { TrustVerdict } from './trust.ts';

/** A verdict as it is kept: plain JSON, certificates by their SHA-1 thumbprints. Times are written by `JSON.stringify`. */
export interface TrustRecord {
  readonly trusted: boolean;
  readonly reason?: TrustRefusalReason;
  readonly about?: string;
  /** From the certificate to its anchor. Empty where it was refused. */
  readonly chain: readonly string[];
  readonly revocation: readonly RevocationRecord[];
}

export type RevocationRecord = Plain<RevocationEvidence>;

type Plain<Evidence> = Evidence extends { certificate: Certificate }
  ? Omit<Evidence, 'certificate'> & { readonly certificate: string }
  : never;

/** What of a verdict belongs into the evidence of a message. */
export function trustRecord(verdict: TrustVerdict): TrustRecord {
  const revocation = verdict.revocation.map((evidence) => ({
    ...evidence,
    certificate: evidence.certificate.thumbprint,
  }));
  if (verdict.trusted) return { trusted: true, chain: verdict.chain.map(({ thumbprint }) => thumbprint), revocation };
  const { reason, about } = verdict;
  return { trusted: false, reason, ...(about && { about: about.thumbprint }), chain: [], revocation };
}
