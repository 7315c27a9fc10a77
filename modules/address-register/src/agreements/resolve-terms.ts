import { AgreementNotApplicable, CommunicationPartyNotFound } from '../errors.ts';
import type { HerId } from '../her-id.ts';
import type { PartyRecord } from '../party-record.ts';
import type { AgreementCopies } from './agreement-copies.ts';
import { type HeldAgreement, statusAt } from './agreement-store.ts';
import { agreementTerms } from './agreement-terms.ts';
import type { CertificateValues } from './certificate-values.ts';
import { registerTerms, signingCertificatesAt } from './register-terms.ts';
import type { AgreementTerms, TermsCertificate, TermsQuery } from './terms.ts';

export interface ResolveParts {
  /** Parties in use, from the copies for routing; in the order asked. */
  readonly partiesAt: (herIds: readonly HerId[], at: Date) => Promise<PartyRecord[]>;
  readonly values: CertificateValues;
  readonly copies: AgreementCopies;
}

/**
 * On what terms a message goes between two: by the agreement that it names, else by their latest about it, else by the
 * register's own data. Throws `AgreementNotApplicable` when the agreement that it names does not hold for it, and
 * `CommunicationPartyNotFound`, `PartyNotActive`, `AddressRegisterUnavailable`.
 */
export async function resolveTerms(query: TermsQuery, parts: ResolveParts): Promise<AgreementTerms> {
  const held = await parts.copies.between(query.from, query.to);
  const named = held.filter(({ cpaId }) => cpaId.toLowerCase() === query.cpaId?.toLowerCase());
  const terms = firstTerms(named.length > 0 ? named : held.filter(({ supersededAt }) => !supersededAt), query);
  if (terms) return { ...terms, signingCertificates: await alsoRegistered(terms.signingCertificates, query, parts) };
  if (named.length > 0) throw notApplicable(query, named);
  const partner = await partnerOf(query, parts);
  const byRegister = await registerTerms(partner, query, parts.values);
  return { ...byRegister, cpaId: query.cpaId ?? byRegister.cpaId };
}

/** One that was superseded still counts for those who name it: they may be up to twelve hours behind, and mail longer. */
function firstTerms(held: readonly HeldAgreement[], query: TermsQuery): AgreementTerms | undefined {
  for (const agreement of held) {
    const status = statusAt(agreement, query.at);
    const terms = status === 2 || status === 5 ? agreementTerms(agreement, query) : undefined;
    if (terms) return terms;
  }
  return undefined;
}

/** A partner may have renewed its certificate in the register since the agreement was made. */
async function alsoRegistered(agreed: readonly TermsCertificate[], query: TermsQuery, parts: ResolveParts) {
  const partner = await partnerOf(query, parts).catch((error: unknown) => {
    if (error instanceof CommunicationPartyNotFound) return undefined;
    throw error;
  });
  if (!partner) return agreed;
  const known = new Set(agreed.map(({ thumbprint }) => thumbprint));
  const registered = await signingCertificatesAt(partner, query.at, parts.values);
  return [...agreed, ...registered.filter(({ thumbprint }) => !known.has(thumbprint))];
}

async function partnerOf({ from, to, direction, at }: TermsQuery, { partiesAt }: ResolveParts): Promise<PartyRecord> {
  const [sender, receiver] = await partiesAt([from, to], at);
  const partner = direction === 'send' ? receiver : sender;
  if (!partner) throw new CommunicationPartyNotFound(direction === 'send' ? to : from);
  return partner;
}

function notApplicable({ cpaId, service, action, at }: TermsQuery, named: readonly HeldAgreement[]) {
  const statuses = named.map((agreement) => statusAt(agreement, at));
  const isInForce = statuses.includes(2) || statuses.includes(5);
  const why = isInForce ? 'says nothing of this service, action and role' : 'is not in force at that instant';
  return new AgreementNotApplicable(`The agreement ${why}`, {
    ...{ cpaId, service: service.slice(0, 100), action: action.slice(0, 100), status: statuses[0] },
  });
}
