import { type AddressRegister, parseHerId } from '@samband/address-register';
import { NotYourParty } from './errors.ts';
import type { Actor } from './submission.ts';

/**
 * Checks that every HER-id belongs to the organisation that the client acts for: the organisation itself, or a unit
 * below it. Asked at every door, before anything is read or written. Errors: NotYourParty, CommunicationPartyNotFound.
 */
export async function assertActsFor(register: AddressRegister, actor: Actor, herIds: readonly number[]): Promise<void> {
  const parties = await register.resolveReceivers(herIds.map((herId) => parseHerId(herId)));
  const foreign = parties.find((party) => party.organizationNumber !== actor.organizationNumber);
  if (foreign) throw new NotYourParty(foreign.herId, actor.organizationNumber);
}
