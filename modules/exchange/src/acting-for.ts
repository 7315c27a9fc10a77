import { type AddressRegister, type PartyOwner, parseHerId } from '@samband/address-register';
import { NotYourParty } from './errors.ts';
import type { Actor } from './submission.ts';

// As many as the register resolves in one question.
const partiesMax = 500;

/**
 * Checks that every HER-id belongs to the organisation that the client acts for: the organisation itself, or a unit
 * below it, also one that has ended. Asked at every door, before anything is read or written. Gives whose they are.
 * Errors: NotYourParty, CommunicationPartyNotFound.
 */
export async function assertActsFor(
  register: AddressRegister,
  actor: Actor,
  herIds: readonly number[],
): Promise<PartyOwner[]> {
  const owners = await ownersOf(register, herIds);
  const foreign = owners.find((party) => !belongsTo(party, actor));
  if (foreign) throw new NotYourParty(foreign.herId, actor.organizationNumber);
  return owners;
}

/** Those of the parties that belong to the organisation now. Errors: CommunicationPartyNotFound. */
export async function findOwned(register: AddressRegister, actor: Actor, herIds: readonly number[]) {
  return (await ownersOf(register, herIds)).filter((party) => belongsTo(party, actor));
}

async function ownersOf(register: AddressRegister, herIds: readonly number[]): Promise<PartyOwner[]> {
  const owners: PartyOwner[] = [];
  for (let from = 0; from < herIds.length; from += partiesMax) {
    const some = herIds.slice(from, from + partiesMax).map((herId) => parseHerId(herId));
    owners.push(...(await register.resolveOwners(some)));
  }
  return owners;
}

/** A unit may have a number of its own; it still belongs to the organisation above it. */
function belongsTo(party: PartyOwner, { organizationNumber }: Actor): boolean {
  return party.organizationNumber === organizationNumber || party.level1OrganizationNumber === organizationNumber;
}
