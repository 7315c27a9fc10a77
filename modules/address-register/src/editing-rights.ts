import type { OwnFacts } from './communication-party.ts';
import { NotYourOrganization } from './errors.ts';
import type { ChangedBy } from './party-input.ts';
import type { PartyOwn } from './party-record.ts';

/** A member changes the parties of its own organisation: those whose level 1 has its organisation number. */
export function refuseOtherOrganizations(
  party: { own: OwnFacts; parent?: PartyOwn | undefined },
  { mayChange }: ChangedBy,
): void {
  if (mayChange === 'any') return;
  const level1 = party.parent ?? party.own;
  if (level1.organizationNumber === mayChange.organizationNumber) return;
  throw new NotYourOrganization('The party belongs to another organisation than the one you act for', mayChange);
}

/**
 * A number says who may act for the party. A unit may have another than its organisation, but that it does is for the
 * operator to say: a member could else let a party pass for somebody else's.
 */
export function refuseForeignNumber(facts: OwnFacts, before: string | undefined, { mayChange }: ChangedBy): void {
  const { organizationNumber } = facts;
  if (mayChange === 'any' || organizationNumber === undefined || organizationNumber === before) return;
  if (organizationNumber === mayChange.organizationNumber) return;
  throw new NotYourOrganization('Only an operator gives a party another organisation number than yours', mayChange);
}

/** What another register says is taken as it is, and under the HER-id it has there: only an operator brings it in. */
export function refuseImport({ mayChange }: ChangedBy): void {
  if (mayChange === 'any') return;
  throw new NotYourOrganization('Only an operator imports a party, or gives it a HER-id from elsewhere', mayChange);
}
