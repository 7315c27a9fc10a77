import type { Db } from '@samband/db';
import { type RawBuilder, sql } from 'kysely';
import type { Client, NewClient, NewKey } from './client.ts';

/** A client with its present keys as one row, so that one query is one consistent picture. */
const clientColumns = sql`
  client.client_id as "clientId", client.name, client.organization_number as "organizationNumber",
  client.scopes, client.created_at as "createdAt", client.disabled_at as "disabledAt",
  (select coalesce(json_agg(json_build_object('kid', key.kid, 'publicJwk', key.public_jwk, 'thumbprint', key.thumbprint,
                                              'addedAt', key.added_at) order by key.added_at, key.kid), '[]')
     from identity.client_key as key
    where key.client_id = client.client_id and key.removed_at is null) as keys
`;

interface ClientRow extends Omit<Client, 'keys' | 'disabledAt'> {
  readonly disabledAt: Date | null;
  readonly keys: readonly (Omit<Client['keys'][number], 'addedAt'> & { addedAt: string })[];
}

export async function findClient(db: Db, clientId: string): Promise<Client | undefined> {
  const [client] = await selectClients(db, sql`where client.client_id = ${clientId}`);
  return client;
}

/** The same, and nobody else changes the client until the transaction ends. */
export async function lockClient(tx: Db, clientId: string): Promise<Client | undefined> {
  await sql`select 1 from identity.client where client_id = ${clientId} for update`.execute(tx);
  return findClient(tx, clientId);
}

/** In the order they were made; `after` is the last client of the page before. */
export async function listClients(db: Db, { limit, after }: { limit: number; after?: string }): Promise<Client[]> {
  return selectClients(
    db,
    sql`
      where ${after ?? null}::uuid is null
         or (client.created_at, client.client_id) > (
              select last.created_at, last.client_id from identity.client as last where last.client_id = ${after ?? null})
      order by client.created_at, client.client_id
      limit ${limit}`,
  );
}

export async function hasClients(db: Db): Promise<boolean> {
  const { rows } = await sql`select 1 from identity.client limit 1`.execute(db);
  return rows.length > 0;
}

export async function insertClient(tx: Db, clientId: string, client: NewClient, at: Date): Promise<void> {
  await sql`
    insert into identity.client (client_id, name, organization_number, scopes, created_at)
    values (${clientId}, ${client.name}, ${client.organizationNumber}, ${client.scopes}::text[], ${at})
  `.execute(tx);
  for (const key of client.keys) await insertKey(tx, clientId, key, at);
}

/** False when the client has, or had, a key with this id. */
export async function insertKey(tx: Db, clientId: string, key: NewKey, at: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into identity.client_key (client_id, kid, public_jwk, thumbprint, added_at)
    values (${clientId}, ${key.kid}, ${JSON.stringify(key.publicJwk)}::jsonb, ${key.thumbprint}, ${at})
        on conflict do nothing
    returning 1
  `.execute(tx);
  return rows.length > 0;
}

export async function endKey(tx: Db, clientId: string, kid: string, at: Date): Promise<void> {
  await sql`
    update identity.client_key set removed_at = ${at}
     where client_id = ${clientId} and kid = ${kid} and removed_at is null
  `.execute(tx);
}

export async function endClient(tx: Db, clientId: string, at: Date): Promise<void> {
  await sql`update identity.client set disabled_at = ${at} where client_id = ${clientId}`.execute(tx);
}

async function selectClients(db: Db, rest: RawBuilder<unknown>): Promise<Client[]> {
  const { rows } = await sql<ClientRow>`select ${clientColumns} from identity.client as client ${rest}`.execute(db);
  return rows.map(({ disabledAt, keys, ...client }) => ({
    ...client,
    keys: keys.map(({ addedAt, ...key }) => ({ ...key, addedAt: new Date(addedAt) })),
    ...(disabledAt ? { disabledAt } : {}),
  }));
}
