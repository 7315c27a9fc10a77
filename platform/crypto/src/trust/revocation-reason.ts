/** Why a certificate was revoked, by the code that lists and OCSP answers have for it (RFC 5280 §5.3.1). */
const reasonsByCode = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const;

export type RevocationReason = Exclude<(typeof reasonsByCode)[number], undefined>;

export function revocationReasonOf(code: number): RevocationReason {
  return reasonsByCode[code] ?? 'unspecified';
}

export function revocationReasonCode(reason: RevocationReason): number {
  return reasonsByCode.indexOf(reason);
}

/**
 * Whether the key may have been in other hands. Then the time that a message gives itself proves nothing: whoever has the
 * key chooses it.
 */
export function isCompromise(reason: RevocationReason | undefined): boolean {
  return reason === 'keyCompromise' || reason === 'cACompromise' || reason === 'aACompromise';
}
