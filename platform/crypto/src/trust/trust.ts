import { type Certificate, readCertificate } from './certificate.ts';
import { type CertificateUsage, checkChain } from './check-chain.ts';
import { enterprisePolicies } from './enterprise-policies.ts';
import { CertificateUnreadable } from './errors.ts';
import { type Chain, findChains, type Issuers } from './find-chain.ts';
import { recentlyUsed } from './recently-used.ts';
import type { Refused, TrustRefusalReason } from './refusal.ts';
import { askRevocation } from './revocation/ask-revocation.ts';
import type { RevocationEvidence } from './revocation/evidence.ts';
import type { Fetch } from './revocation/fetch-limited.ts';
import type { RevocationCache } from './revocation/revocation-cache.ts';
import { defaultRevocationPolicy, type RevocationPolicy } from './revocation/revocation-policy.ts';
import { createRevocationSources, type SourceParts } from './revocation/revocation-sources.ts';

export interface TrustPolicy {
  /** Under which a certificate must be issued: those of Norwegian enterprise certificates when absent. */
  readonly policies?: readonly string[] | 'any';
  /** What differs from `defaultRevocationPolicy`; `off` asks nobody, as where every issuer is our own. */
  readonly revocation?: Partial<RevocationPolicy> | 'off';
}

export interface TrustOptions {
  /** Certificates of the issuers that are believed without another's word, DER. */
  readonly anchors: readonly Uint8Array[];
  /** Of those whom the anchors vouch for. Certificates that come with a message are not taken for this. */
  readonly intermediates?: readonly Uint8Array[];
  readonly policy?: TrustPolicy;
  /** What issuers said, over a restart; kept in memory alone without it. */
  readonly cache?: RevocationCache | undefined;
  readonly fetch?: Fetch;
  readonly now?: () => Date;
}

export interface TrustQuestion {
  readonly usage: CertificateUsage;
  /** The time to check for: of a message, the one that it gives itself (eb:Timestamp), as the standard wants it. */
  readonly at: Date;
}

/** Trusted or not, with what it rests on. */
export type TrustVerdict =
  | {
      readonly trusted: true;
      readonly certificate: Certificate;
      readonly chain: Chain;
      /** Of each certificate but the anchor; empty where revocation is not asked about. */
      readonly revocation: readonly RevocationEvidence[];
    }
  | {
      readonly trusted: false;
      readonly reason: TrustRefusalReason;
      /** The certificate of the chain that the reason is about. Undefined where the bytes could not be read. */
      readonly about: Certificate | undefined;
      readonly revocation: readonly RevocationEvidence[];
    };

export interface Trust {
  /** Gives a verdict and does not throw, whatever the bytes are. Waits for revocation no longer than its timeouts. */
  check(der: Uint8Array, question: TrustQuestion): Promise<TrustVerdict>;
}

const chainsKeptMax = 10_000;

/** Throws `CertificateUnreadable` where an anchor or intermediate is none. */
export function createTrust({
  anchors,
  intermediates = [],
  policy: { policies = enterprisePolicies, revocation = {} } = {},
  cache,
  fetch = globalThis.fetch,
  now = () => new Date(),
}: TrustOptions): Trust {
  const issuers: Issuers = {
    anchors: anchors.map(readCertificate),
    intermediates: intermediates.map(readCertificate),
  };
  const chainsKept = recentlyUsed<ReturnType<typeof findChains>>(chainsKeptMax);
  const askChain = revocation === 'off' ? async () => [] : revocationOfChains({ fetch, now, cache }, revocation);

  /** Signatures hold or not whatever the time is, so they are verified once. */
  function chainsOf(certificate: Certificate): ReturnType<typeof findChains> {
    const { fingerprint } = certificate;
    return chainsKept.get(fingerprint) ?? chainsKept.set(fingerprint, findChains(certificate, issuers));
  }

  return {
    async check(der, { usage, at }) {
      const certificate = readOrUndefined(der);
      if (!certificate) return refusal({ reason: 'unreadable' });
      const found = chainsOf(certificate);
      if ('reason' in found) return refusal(found);
      const chosen = chooseChain(found.chains, (chain) => checkChain(chain, { usage, at, policies }));
      if ('reason' in chosen) return refusal(chosen);
      // Only now: addresses in a certificate are called once an anchor vouches for them.
      const evidence = await askChain(chosen.chain, at);
      const bad = evidence.map((each) => refusedBy(each, revocation)).find(Boolean);
      if (bad) return refusal(bad, evidence);
      return { trusted: true, certificate, chain: chosen.chain, revocation: evidence };
    },
  };
}

function readOrUndefined(der: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch (error) {
    if (error instanceof CertificateUnreadable) return undefined;
    throw error;
  }
}

/** The first chain that nothing is wrong with, or what is wrong with the first. */
function chooseChain(
  chains: readonly Chain[],
  check: (chain: Chain) => Refused | undefined,
): { readonly chain: Chain } | Refused {
  let first: Refused | undefined;
  for (const chain of chains) {
    const refused = check(chain);
    if (!refused) return { chain };
    first ??= refused;
  }
  return first ?? { reason: 'issuer-unknown' };
}

function refusal({ reason, certificate }: Refused, revocation: readonly RevocationEvidence[] = []): TrustVerdict {
  return { trusted: false, reason, about: certificate, revocation };
}

function revocationOfChains(parts: Omit<SourceParts, 'policy'>, changes: Partial<RevocationPolicy>) {
  const policy = { ...defaultRevocationPolicy, ...changes };
  const sourcesOf = createRevocationSources({ ...parts, policy });
  return (chain: Chain, at: Date): Promise<RevocationEvidence[]> =>
    Promise.all(
      chain.slice(0, -1).map((certificate, index) => {
        const sources = sourcesOf(certificate, chain[index + 1] ?? certificate);
        return askRevocation({ certificate, sources, at, now: parts.now(), policy });
      }),
    );
}

function refusedBy(
  { outcome, certificate }: RevocationEvidence,
  policy: Partial<RevocationPolicy> | 'off',
): Refused | undefined {
  const { withoutSource } = { ...defaultRevocationPolicy, ...(policy === 'off' ? {} : policy) };
  if (outcome === 'revoked' || outcome === 'unknown-to-issuer') return { reason: outcome, certificate };
  const isUnanswered = outcome === 'unanswered' || (outcome === 'without-source' && withoutSource === 'refused');
  return isUnanswered ? { reason: 'revocation-unanswered', certificate } : undefined;
}
