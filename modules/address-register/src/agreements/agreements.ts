import { CommunicationPartyNotFound } from '../errors.ts';
import type { HerId } from '../her-id.ts';
import type { PartyRecord } from '../party-record.ts';
import type { CertificateValues } from './certificate-values.ts';
import { registerTerms } from './register-terms.ts';
import type { AgreementTerms, TermsQuery } from './terms.ts';

export interface AgreementsParts {
  /** Parties in use, from the copies for routing; in the order asked. */
  readonly partiesAt: (herIds: readonly HerId[], at: Date) => Promise<PartyRecord[]>;
  readonly values: CertificateValues;
}

/** What parties have agreed, or go by without an agreement. */
export function createAgreements({ partiesAt, values }: AgreementsParts) {
  return {
    /**
     * On what terms a message goes between two. Throws `CommunicationPartyNotFound`, `PartyNotActive`,
     * `AddressRegisterUnavailable`.
     */
    async resolve(query: TermsQuery): Promise<AgreementTerms> {
      const [from, to] = await partiesAt([query.from, query.to], query.at);
      const partner = query.direction === 'send' ? to : from;
      if (!partner) throw new CommunicationPartyNotFound(query.direction === 'send' ? query.to : query.from);
      return registerTerms(partner, query, values);
    },
  };
}

export type Agreements = ReturnType<typeof createAgreements>;
