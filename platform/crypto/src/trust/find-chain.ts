import type { Certificate } from './certificate.ts';
import { canBeIssuer, isSelfIssued } from './name-chaining.ts';
import type { Refused, TrustRefusalReason } from './refusal.ts';
import { verifySigned } from './signed.ts';

/** Issuers that are believed, and those between them and the end certificates, believed as far as they are vouched for. */
export interface Issuers {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
}

/** From the certificate to its anchor, both included. */
export type Chain = readonly [Certificate, ...Certificate[]];

/** National chains have at most three; issuers who sign each other in a ring must end somewhere. */
export const chainLengthMax = 6;

/**
 * Every chain of right signatures to an anchor, which holds whatever the time is; or why there is none. Where there are
 * two, because an issuer got a new certificate for its key, one may be good when the other has run out.
 */
export function findChains(certificate: Certificate, issuers: Issuers): { chains: Chain[] } | Refused {
  const anchor = issuers.anchors.find(({ fingerprint }) => fingerprint === certificate.fingerprint);
  if (anchor) return { chains: [[certificate]] };
  const search: Search = { issuers, chains: [], obstacle: { reason: 'issuer-unknown', certificate } };
  extend(search, [certificate]);
  if (search.chains.length > 0) return { chains: search.chains };
  return isSelfIssued(certificate) ? { reason: 'self-signed', certificate } : search.obstacle;
}

interface Search {
  readonly issuers: Issuers;
  readonly chains: Chain[];
  /** The obstacle nearest to an anchor: what would have to be mended. */
  obstacle: Refused;
}

function extend(search: Search, path: Chain): void {
  const last = path.at(-1) ?? path[0];
  const candidates = [...search.issuers.anchors, ...search.issuers.intermediates].filter(
    (issuer) => canBeIssuer(issuer, last) && !path.includes(issuer),
  );
  if (candidates.length === 0) search.obstacle = { reason: 'issuer-unknown', certificate: last };
  for (const issuer of candidates) {
    const hindrance = hindranceOf(last, issuer, path.length);
    if (hindrance) search.obstacle = hindrance;
    else if (search.issuers.anchors.includes(issuer)) search.chains.push([...path, issuer]);
    else extend(search, [...path, issuer]);
  }
}

/** Why `issuer` did not issue `certificate`, to which `length` certificates lead; undefined where it did. */
function hindranceOf(certificate: Certificate, issuer: Certificate, length: number): Refused | undefined {
  const refused = (reason: TrustRefusalReason, about: Certificate): Refused => ({ reason, certificate: about });
  const { isAuthority, keyUsage, pathLengthMax } = issuer;
  if (!isAuthority || !keyUsage?.includes('keyCertSign')) return refused('issuer-not-authority', issuer);
  // Authorities between the issuer and the end certificate: all of the path but the first.
  if (length >= chainLengthMax || length - 1 > (pathLengthMax ?? Number.POSITIVE_INFINITY)) {
    return refused('path-too-long', issuer);
  }
  const check = verifySigned(certificate.signed, issuer.publicKey);
  if (check === 'right') return undefined;
  return refused(check === 'wrong' ? 'signature-wrong' : 'algorithm-refused', certificate);
}
