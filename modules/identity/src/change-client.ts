import type { Database, Db } from '@samband/db';
import { DomainError } from '@samband/errors';
import type { Client } from './client.ts';
import { isClientId } from './client-id.ts';
import * as store from './client-store.ts';

export class ClientNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'client-not-found';
  constructor() {
    super('There is no such client');
  }
}

/** Locks the client, lets `work` change it, and gives it back as it is after the commit. Throws ClientNotFound. */
export type ChangeClient = (
  clientId: string,
  work: (tx: Db, client: Client, at: Date) => Promise<void>,
) => Promise<Client>;

interface ChangeClientOptions {
  readonly database: Database;
  readonly now: () => Date;
  /** Told after each committed change, so that nothing older is remembered. */
  readonly onChange: () => void;
}

export function createChangeClient({ database, now, onChange }: ChangeClientOptions): ChangeClient {
  return async (clientId, work) => {
    if (!isClientId(clientId)) throw new ClientNotFound();
    const changed = await database.transaction(async (tx) => {
      const client = await store.lockClient(tx, clientId);
      if (!client) throw new ClientNotFound();
      await work(tx, client, now());
      return (await store.findClient(tx, clientId)) ?? client;
    });
    onChange();
    return changed;
  };
}
