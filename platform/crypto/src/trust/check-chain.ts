import type { Certificate } from './certificate.ts';
import { anyPolicy } from './enterprise-policies.ts';
import type { Chain } from './find-chain.ts';
import type { KeyUsage } from './key-usage.ts';
import type { Refused } from './refusal.ts';
import { isStrongKey } from './signed.ts';

export type CertificateUsage = 'sign' | 'encrypt';

export interface ChainRules {
  readonly usage: CertificateUsage;
  readonly at: Date;
  readonly policies: readonly string[] | 'any';
}

/** The national profile wants the signing key to commit its owner; CMS carries a key to the other (RFC 5280 §4.2.1.3). */
const neededUsage: Readonly<Record<CertificateUsage, KeyUsage>> = {
  sign: 'nonRepudiation',
  encrypt: 'keyEncipherment',
};

/** The first thing that is wrong with a chain whose signatures are right; undefined where nothing is. */
export function checkChain(chain: Chain, { usage, at, policies }: ChainRules): Refused | undefined {
  const [certificate] = chain;
  const outOfTime = chain.map((each) => checkTime(each, at)).find(Boolean);
  if (outOfTime) return outOfTime;
  const unknown = chain.find(({ unknownCritical }) => unknownCritical.length > 0);
  if (unknown) return { reason: 'critical-extension-unknown', certificate: unknown };
  if (!isStrongKey(certificate.publicKey)) return { reason: 'key-refused', certificate };
  if (!certificate.keyUsage?.includes(neededUsage[usage])) return { reason: 'usage-wrong', certificate };
  return policies === 'any' ? undefined : checkPolicies(chain, policies);
}

function checkTime(certificate: Certificate, at: Date): Refused | undefined {
  if (at < certificate.notBefore) return { reason: 'not-yet-valid', certificate };
  if (at > certificate.notAfter) return { reason: 'expired', certificate };
  return undefined;
}

/**
 * One of the policies stands in the certificate, and every authority below the anchor may issue under it (RFC 5280
 * §6.1.3 d). An authority without any policy may issue under none. Mappings between policies are not followed.
 */
function checkPolicies([certificate, ...issuers]: Chain, accepted: readonly string[]): Refused | undefined {
  let possible = certificate.policies.filter((policy) => accepted.includes(policy));
  if (possible.length === 0) return { reason: 'policy-wrong', certificate };
  for (const issuer of issuers.slice(0, -1)) {
    if (issuer.policies.includes(anyPolicy)) continue;
    possible = possible.filter((policy) => issuer.policies.includes(policy));
    if (possible.length === 0) return { reason: 'policy-wrong', certificate: issuer };
  }
  return undefined;
}
