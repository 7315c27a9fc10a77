/**
 * Policies under which Norwegian enterprise certificates are issued, by the issuers' own numbers: Buypass, on a disk and
 * on a card or in a hardware module; Commfides, earlier and SEID 2, of which each key has its own for signing,
 * authentication and encryption.
 */
export const enterprisePolicies: readonly string[] = [
  '2.16.578.1.26.1.3.2',
  '2.16.578.1.26.1.3.5',
  '2.16.578.1.29.13.1.1.0',
  '2.16.578.1.29.13.200.1.0',
  '2.16.578.1.29.13.210.1.0',
  '2.16.578.1.29.13.220.1.0',
];

/** The same of the issuers' test hierarchies. Buypass has the production policies in its newer test hierarchy too. */
export const enterpriseTestPolicies: readonly string[] = [
  '2.16.578.1.26.1.0.3.2',
  '2.16.578.1.26.1.3.2',
  '2.16.578.1.26.1.3.5',
  '2.16.578.1.29.913.1.1.0',
  '2.16.578.1.29.913.200.1.0',
  '2.16.578.1.29.913.210.1.0',
  '2.16.578.1.29.913.220.1.0',
];

/** In a certificate of an authority: those below may be of any policy (RFC 5280 §4.2.1.4). */
export const anyPolicy = '2.5.29.32.0';
