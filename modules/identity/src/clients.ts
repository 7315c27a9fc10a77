import { randomUUID } from 'node:crypto';
import type { Database, Db } from '@samband/db';
import { DomainError } from '@samband/errors';
import { type ChangeClient, ClientNotFound } from './change-client.ts';
import {
  type Client,
  type ClientInput,
  keysMax,
  type NewClient,
  type NewKey,
  parseNewClient,
  parseNewKey,
} from './client.ts';
import { isClientId } from './client-id.ts';
import { ClientInvalid } from './client-invalid.ts';
import { nothingPending } from './client-settings.ts';
import * as store from './client-store.ts';
import { findClientEvents, type IdentityEvent, recordEvent } from './event-store.ts';
import type { ScopeCatalogue } from './scope.ts';

export class ClientKeyNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'client-key-not-found';
  constructor() {
    super('The client has no such key');
  }
}

/** The change would leave the client in a state that does not work. */
export class ClientKeyConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'client-key-conflict';
}

/** Every change needs to know who makes it: `by` goes into the event. */
export interface Clients {
  createClient(input: ClientInput, by: string): Promise<Client>;
  findClient(clientId: string): Promise<Client | undefined>;
  /** Throws ClientNotFound. */
  getClient(clientId: string): Promise<Client>;
  /** In the order they were made, 1 to 200 a page; `after` is the id of the last one of the page before. */
  listClients(page: { limit: number; after?: string }): Promise<Client[]>;
  /** From now on no token; tokens already issued stop working within seconds. Disabling twice changes nothing. */
  disableClient(clientId: string, by: string): Promise<Client>;
  /** Old and new key work side by side until the old one is removed. */
  addKey(clientId: string, publicJwk: unknown, by: string): Promise<Client>;
  removeKey(clientId: string, kid: string, by: string): Promise<Client>;
  /** Who changed what, when; oldest first, at most 1,000. */
  clientEvents(clientId: string): Promise<IdentityEvent[]>;
}

interface ClientsOptions {
  readonly database: Database;
  readonly catalogue: ScopeCatalogue;
  readonly now: () => Date;
  readonly change: ChangeClient;
}

const pageSizeMax = 200;
const eventsMax = 1_000;

export function createClients({ database, catalogue, now, change }: ClientsOptions): Clients {
  async function findClient(clientId: string): Promise<Client | undefined> {
    return isClientId(clientId) ? store.findClient(database.db, clientId) : undefined;
  }

  async function getClient(clientId: string): Promise<Client> {
    const client = await findClient(clientId);
    if (!client) throw new ClientNotFound();
    return client;
  }

  return {
    findClient,
    getClient,

    async createClient(input, by) {
      const client = parseNewClient(input, catalogue);
      return database.transaction((tx) => insertNewClient(tx, client, by, now()));
    },

    async listClients({ limit, after }) {
      if (after !== undefined && !isClientId(after)) throw new ClientInvalid('after must be a client id');
      const size = Math.min(Math.max(Math.trunc(limit), 1), pageSizeMax);
      return store.listClients(database.db, after === undefined ? { limit: size } : { limit: size, after });
    },

    async disableClient(clientId, by) {
      return change(clientId, async (tx, client, at) => {
        if (client.disabledAt) return;
        await store.endClient(tx, clientId, at);
        await recordEvent(tx, { kind: 'client-disabled', by, at, clientId, facts: {} });
      });
    },

    async addKey(clientId, publicJwk, by) {
      const key = parseNewKey(publicJwk);
      return change(clientId, async (tx, client, at) => {
        await insertKeyOf(tx, client, key, at);
        await recordEvent(tx, { kind: 'client-key-added', by, at, clientId, facts: { kid: key.kid } });
      });
    },

    async removeKey(clientId, kid, by) {
      return change(clientId, async (tx, client, at) => {
        if (!client.keys.some((key) => key.kid === kid)) throw new ClientKeyNotFound();
        if (client.keys.length === 1) {
          throw new ClientKeyConflict('It is the last key: add the new one first, or disable the client');
        }
        await store.endKey(tx, clientId, kid, at);
        await recordEvent(tx, { kind: 'client-key-removed', by, at, clientId, facts: { kid } });
      });
    },

    async clientEvents(clientId) {
      return isClientId(clientId) ? findClientEvents(database.db, clientId, eventsMax) : [];
    },
  };
}

/** Adds a key to a locked client, until that time when one is given. Throws ClientKeyConflict. */
export async function insertKeyOf(tx: Db, client: Client, key: NewKey, at: Date, until?: Date): Promise<void> {
  if (client.keys.length >= keysMax) throw new ClientKeyConflict(`A client has at most ${keysMax} keys`);
  const isHeld = client.keys.some(({ thumbprint }) => thumbprint === key.thumbprint);
  const isNew = !isHeld && (await store.insertKey(tx, client.clientId, key, at, until));
  if (!isNew) throw new ClientKeyConflict('The client has, or had, this key or this kid');
}

/** Writes a checked client and its event, in the caller's transaction. */
export async function insertNewClient(
  tx: Db,
  client: NewClient,
  by: string,
  at: Date,
  clientId: string = randomUUID(),
): Promise<Client> {
  await store.insertClient(tx, clientId, client, at);
  const { keys, ...what } = client;
  const facts = { ...what, kids: keys.map(({ kid }) => kid) };
  await recordEvent(tx, { kind: 'client-created', by, at, clientId, facts });
  return {
    ...client,
    clientId,
    pending: nothingPending,
    createdAt: at,
    keys: keys.map((key) => ({ ...key, addedAt: at })),
  };
}
