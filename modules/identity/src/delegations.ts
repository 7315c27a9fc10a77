import type { Database } from '@samband/db';
import { type ChangeClient, ClientNotFound } from './change-client.ts';
import { isClientId } from './client-id.ts';
import { ClientInvalid } from './client-invalid.ts';
import {
  type Delegation,
  type DelegationInput,
  DelegationNotFound,
  DelegationRefused,
  parseDelegation,
} from './delegation.ts';
import * as store from './delegation-store.ts';
import { recordEvent } from './event-store.ts';
import type { ScopeCatalogue } from './scope.ts';

/** Which organisations a multi-tenant client may act for. */
export interface Delegations {
  /** Replaces what the organisation delegated before. Throws DelegationRefused for a single-tenant client. */
  giveDelegation(clientId: string, input: DelegationInput, by: string): Promise<Delegation>;
  /** Tokens already issued in its name stop working within seconds. Throws DelegationNotFound. */
  endDelegation(clientId: string, organizationNumber: string, by: string): Promise<void>;
  /** Those in force, by organisation number, at most 1,000. Throws ClientNotFound. */
  listDelegations(clientId: string): Promise<Delegation[]>;
}

const delegationsMax = 1_000;
const organizationNumberForm = /^\d{9}$/;

interface DelegationsOptions {
  readonly database: Database;
  readonly catalogue: ScopeCatalogue;
  readonly change: ChangeClient;
}

export function createDelegations({ database, catalogue, change }: DelegationsOptions): Delegations {
  return {
    async giveDelegation(clientId, input, by) {
      const given = parseDelegation(input, catalogue);
      let givenAt = new Date();
      await change(clientId, async (tx, client, at) => {
        if (client.tenancy !== 'multi-tenant') throw new DelegationRefused();
        const others = await store.listDelegations(tx, clientId, delegationsMax + 1);
        if (others.length >= delegationsMax)
          throw new ClientInvalid(`At most ${delegationsMax} organisations delegate`);
        await store.endDelegation(tx, clientId, given.organizationNumber, at);
        await store.insertDelegation(tx, clientId, given, at);
        await recordEvent(tx, { kind: 'delegation-given', by, at, clientId, facts: { ...given } });
        givenAt = at;
      });
      return { ...given, givenAt };
    },

    async endDelegation(clientId, organizationNumber, by) {
      if (!organizationNumberForm.test(organizationNumber)) throw new DelegationNotFound();
      await change(clientId, async (tx, _client, at) => {
        const isEnded = await store.endDelegation(tx, clientId, organizationNumber, at);
        if (!isEnded) throw new DelegationNotFound();
        await recordEvent(tx, { kind: 'delegation-ended', by, at, clientId, facts: { organizationNumber } });
      });
    },

    async listDelegations(clientId) {
      if (!isClientId(clientId)) throw new ClientNotFound();
      return store.listDelegations(database.db, clientId, delegationsMax);
    },
  };
}
