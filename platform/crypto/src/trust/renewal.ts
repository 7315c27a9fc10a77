/** A certificate as its party holds it. */
export interface HeldPeriod {
  /** Its own beginning and end. */
  readonly validFrom: Date;
  readonly validTo: Date;
  /** When another took its place. */
  readonly withdrawnAt?: Date;
}

const hourMs = 60 * 60 * 1000;

/** What is on its way for 72 h, sent by somebody who keeps what a register said for 12 h, is still under the old one. */
export const overlapMs = 84 * hourMs;
/** The overlap, and a day to notice in: by then the new certificate has to be published. */
const publishBeforeMs = 108 * hourMs;
const planBeforeMs = 30 * 24 * hourMs;

export interface ExpiryWarning<Held> {
  readonly certificate: Held;
  /** `plan`: less than 30 days are left. `publish`: less than 108 h, so that some will not learn of the new one in time. */
  readonly urgency: 'plan' | 'publish' | 'expired';
  readonly leftMs: number;
}

/**
 * What the certificates of one party need soon, the most urgent first. None about one that was withdrawn, or that another
 * for the same use outlives, since that one is published already; nor about what ended more than 84 h ago.
 */
export function expiryWarnings<Held extends HeldPeriod & { readonly use: string }>(
  held: readonly Held[],
  at: Date,
): ExpiryWarning<Held>[] {
  const isOutlived = ({ use, validTo }: Held) =>
    held.some(
      (other) => other.use === use && !other.withdrawnAt && other.validTo > validTo && other.validFrom <= validTo,
    );
  return held
    .filter((certificate) => !certificate.withdrawnAt && !isOutlived(certificate))
    .map((certificate) => ({ certificate, leftMs: certificate.validTo.getTime() - at.getTime() }))
    .filter(({ leftMs }) => leftMs <= planBeforeMs && leftMs > -overlapMs)
    .sort((one, other) => one.leftMs - other.leftMs)
    .map((warning) => ({ ...warning, urgency: urgencyOf(warning.leftMs) }));
}

function urgencyOf(leftMs: number): ExpiryWarning<unknown>['urgency'] {
  if (leftMs < 0) return 'expired';
  return leftMs <= publishBeforeMs ? 'publish' : 'plan';
}
