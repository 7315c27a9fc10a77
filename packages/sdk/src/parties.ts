import type { CallOptions } from './caller.ts';
import type {
  ChangeCommunicationPartyBody,
  CreateCommunicationPartyBody,
  GetCommunicationPartyAnswer,
  SearchCommunicationPartiesAnswer,
  SearchCommunicationPartiesQuery,
} from './generated/api.ts';
import type { Operate } from './operation.ts';

/** Somebody who can be reached, as the address register has it now. */
export type CommunicationParty = GetCommunicationPartyAnswer;
export type PartyKind = CommunicationParty['kind'];
export type PartySearch = SearchCommunicationPartiesQuery;
/** Give `nextAfter` as `after` for the next page; it is absent on the last. */
export type PartyPage = SearchCommunicationPartiesAnswer;
/** Facts to register. */
export type NewParty = CreateCommunicationPartyBody;
/** What is left out stays, null takes away. Refused when the party has moved on from `expectedVersion`. */
export type PartyChange = ChangeCommunicationPartyBody;

/** The address register. Reading and writing have a scope each. */
export function partyCalls(operate: Operate) {
  return {
    get: (herId: number, options: CallOptions = {}): Promise<CommunicationParty> =>
      operate('getCommunicationParty', { path: { herId } }, options),

    /** Several at once, in the order asked; those that do not exist are left out. */
    async lookup(herIds: readonly number[], options: CallOptions = {}): Promise<readonly CommunicationParty[]> {
      const repeatable = { repeatable: true, ...options };
      return (await operate('lookUpCommunicationParties', { body: { herIds } }, repeatable)).communicationParties;
    },

    search: (query: PartySearch, options: CallOptions = {}): Promise<PartyPage> =>
      operate('searchCommunicationParties', { query }, options),

    /** Registers a party; the network gives the HER-id. Not repeated by itself: that would make two. */
    create: (facts: NewParty, options: CallOptions = {}): Promise<CommunicationParty> =>
      operate('createCommunicationParty', { body: facts }, options),

    change: (herId: number, change: PartyChange, options: CallOptions = {}): Promise<CommunicationParty> =>
      operate('changeCommunicationParty', { path: { herId }, body: change }, options),
  };
}
