import { type AddressRegister, parseHerId, type Receiver } from '@samband/address-register';
import { NotYourParty } from './errors.ts';
import type { Actor } from './submission.ts';

// As many as the register resolves in one question.
const partiesMax = 500;

/**
 * Checks that every HER-id belongs to the organisation that the client acts for: the organisation itself, or a unit
 * below it. Asked at every door, before anything is read or written. Errors: NotYourParty, CommunicationPartyNotFound.
 */
export async function assertActsFor(register: AddressRegister, actor: Actor, herIds: readonly number[]): Promise<void> {
  for (let from = 0; from < herIds.length; from += partiesMax) {
    const some = herIds.slice(from, from + partiesMax).map((herId) => parseHerId(herId));
    const parties = await register.resolveReceivers(some);
    const foreign = parties.find((party) => !belongsTo(party, actor.organizationNumber));
    if (foreign) throw new NotYourParty(foreign.herId, actor.organizationNumber);
  }
}

/** A unit may have a number of its own; it still belongs to the organisation above it. */
function belongsTo(party: Receiver, organizationNumber: string): boolean {
  return party.organizationNumber === organizationNumber || party.level1OrganizationNumber === organizationNumber;
}
