/** What is done about revocation. ADR 0022 has the reasons for the values. */
export interface RevocationPolicy {
  /**
   * How long a certificate is still trusted when nobody can say whether it was revoked: counted from the end of the last
   * good answer, or from the first time it was asked about. 0 trusts none without an answer that holds.
   */
  readonly forgivenMs: number;
  /** Of certificates that name neither OCSP nor a list over HTTP. */
  readonly withoutSource: 'trusted' | 'refused';
  /** An answer this old is renewed behind the callers' backs, though it still holds. */
  readonly renewAfterMs: number;
  /** How long a source is left alone after it was asked. */
  readonly retryAfterMs: number;
  readonly ocspTimeoutMs: number;
  readonly crlTimeoutMs: number;
  /** 50,000 entries take about 2 MB. */
  readonly crlSizeMaxBytes: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const defaultRevocationPolicy: RevocationPolicy = {
  forgivenMs: 24 * hourMs,
  withoutSource: 'refused',
  renewAfterMs: hourMs,
  retryAfterMs: minuteMs,
  ocspTimeoutMs: 5_000,
  crlTimeoutMs: 15_000,
  crlSizeMaxBytes: 10 * 1024 * 1024,
};
