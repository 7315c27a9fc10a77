/** One element of `assertion_details` in a client assertion (HelseID): on whose behalf, with which journal. */
export type AssertionDetail = { readonly type: string } & Readonly<Record<string, unknown>>;

/** The elements that HelseID knows. Give them to `connect({ assertionDetails })`. */
export const assertionDetail = {
  /**
   * For a client that serves many organisations: the one that this connection acts for.
   * @param unit organisation number of the unit beneath it, where there is one
   */
  multiTenant: (organizationNumber: string, unit = ''): AssertionDetail =>
    organization('urn:oid:1.0.6523', `NO:ORGNR:${organizationNumber}:${unit}`),

  /** For a client of one organisation that acts for one of its units. Without a unit, say nothing. */
  singleTenant: (unit: string): AssertionDetail => organization('urn:oid:2.16.578.1.12.4.1.4.101', unit),

  /** The journal that SFM knows a customer by: a UUID that you make once for each, and keep. */
  journalId: (journalId: string): AssertionDetail => ({
    type: 'nhn:sfm:journal-id',
    value: { journal_id: journalId },
  }),
} as const;

/** As HelseID wants it: one element stands alone, several in a list. */
export function assertionDetailsClaim(details: readonly AssertionDetail[]): Record<string, unknown> {
  if (details.length === 0) return {};
  return { assertion_details: details.length === 1 ? details[0] : details };
}

function organization(system: string, value: string): AssertionDetail {
  const identifier = { system, type: 'ENH', value };
  return { type: 'helseid_authorization', practitioner_role: { organization: { identifier } } };
}
