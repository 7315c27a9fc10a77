import type { AddressRegister } from '@samband/address-register';
import { assertActsFor, type Exchange, type StoredMessage } from '@samband/exchange';
import type { Caller } from '@samband/http';
import type { MshConfigurations } from './msh-configuration.ts';

/** For which HER-ids, and of which messages, a client may ask. */
export interface Access {
  /**
   * Every one of the HER-ids is the caller's organisation's, and no other client has it to itself. Whose they are comes
   * first: a stranger must not learn that one of them is locked.
   * Errors: NotYourParty, CommunicationPartyNotFound, HerIdLocked.
   */
  assertMayAct(caller: Caller, herIds: readonly number[]): Promise<void>;
  /** A message of which the caller is a party by at least one HER-id that no other client has to itself. Errors: MessageNotFound, HerIdLocked. */
  readable(id: string, caller: Caller): Promise<StoredMessage>;
}

export function createAccess(exchange: Exchange, register: AddressRegister, configurations: MshConfigurations): Access {
  return {
    async assertMayAct(caller, herIds) {
      await assertActsFor(register, caller, herIds);
      await configurations.assertNoneLocked(herIds, caller);
    },

    async readable(id, caller) {
      const message = await exchange.getMessage(id, caller);
      await configurations.assertNotAllLocked(message.ownHerIds, caller);
      return message;
    },
  };
}
