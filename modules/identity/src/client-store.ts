import type { Db } from '@samband/db';
import { type RawBuilder, sql } from 'kysely';
import type { Client, NewClient, NewKey } from './client.ts';
import type { ClientSettings, Pending } from './client-settings.ts';

/** A client with its present keys as one row, so that one query is one consistent picture. */
const clientColumns = sql`
  client.client_id as "clientId", client.name, client.organization_number as "organizationNumber", client.tenancy,
  client.scopes, client.claims, client.child_organization_numbers as "childOrganizationNumbers",
  client.redirect_uris as "redirectUris", client.post_logout_redirect_uris as "postLogoutRedirectUris",
  client.sign_in_flows as "signInFlows", client.apis,
  client.pending, client.created_at as "createdAt", client.disabled_at as "disabledAt",
  (select coalesce(json_agg(json_build_object('kid', key.kid, 'publicJwk', key.public_jwk, 'thumbprint', key.thumbprint,
                                              'addedAt', key.added_at, 'expiresAt', key.expires_at)
                            order by key.added_at, key.kid), '[]')
     from identity.client_key as key
    where key.client_id = client.client_id and key.removed_at is null
      and (key.expires_at is null or key.expires_at > now())) as keys
`;

interface ClientRow extends Omit<Client, 'keys' | 'disabledAt'> {
  readonly disabledAt: Date | null;
  readonly keys: readonly (Omit<Client['keys'][number], 'addedAt' | 'expiresAt'> & {
    addedAt: string;
    expiresAt: string | null;
  })[];
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
    insert into identity.client (client_id, name, organization_number, tenancy, scopes, claims,
                                 child_organization_numbers, redirect_uris, post_logout_redirect_uris,
                                 sign_in_flows, apis, created_at)
    values (${clientId}, ${client.name}, ${client.organizationNumber}, ${client.tenancy}, ${client.scopes}::text[],
            ${JSON.stringify(client.claims)}::jsonb, ${client.childOrganizationNumbers}::text[],
            ${client.redirectUris}::text[], ${client.postLogoutRedirectUris}::text[],
            ${client.signInFlows}::text[], ${client.apis}::text[], ${at})
  `.execute(tx);
  for (const key of client.keys) await insertKey(tx, clientId, key, at);
}

/** What the client is set to from now on, and what waits for approval. */
export async function replaceSettings(
  tx: Db,
  clientId: string,
  { settings, pending }: { settings: ClientSettings; pending: Pending },
): Promise<void> {
  await sql`
    update identity.client
       set scopes = ${settings.scopes}::text[], claims = ${JSON.stringify(settings.claims)}::jsonb,
           child_organization_numbers = ${settings.childOrganizationNumbers}::text[],
           redirect_uris = ${settings.redirectUris}::text[],
           post_logout_redirect_uris = ${settings.postLogoutRedirectUris}::text[],
           pending = ${JSON.stringify(pending)}::jsonb
     where client_id = ${clientId}
  `.execute(tx);
}

/** False when the client has, or had, a key with this id. `until` is when the key ends by itself. */
export async function insertKey(
  tx: Db,
  clientId: string,
  key: NewKey,
  at: Date,
  until: Date | null = null,
): Promise<boolean> {
  const { rows } = await sql`
    insert into identity.client_key (client_id, kid, public_jwk, thumbprint, added_at, expires_at)
    values (${clientId}, ${key.kid}, ${JSON.stringify(key.publicJwk)}::jsonb, ${key.thumbprint}, ${at}, ${until})
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

/** All keys but this one end at that time, unless they end before. */
export async function endOtherKeys(tx: Db, clientId: string, kid: string, until: Date): Promise<void> {
  await sql`
    update identity.client_key set expires_at = least(expires_at, ${until}::timestamptz)
     where client_id = ${clientId} and kid <> ${kid} and removed_at is null
  `.execute(tx);
}

export async function endClient(tx: Db, clientId: string, at: Date): Promise<void> {
  await sql`update identity.client set disabled_at = ${at} where client_id = ${clientId}`.execute(tx);
}

async function selectClients(db: Db, rest: RawBuilder<unknown>): Promise<Client[]> {
  const { rows } = await sql<ClientRow>`select ${clientColumns} from identity.client as client ${rest}`.execute(db);
  return rows.map(({ disabledAt, keys, ...client }) => ({
    ...client,
    keys: keys.map(({ addedAt, expiresAt, ...key }) => ({
      ...key,
      addedAt: new Date(addedAt),
      ...(expiresAt === null ? {} : { expiresAt: new Date(expiresAt) }),
    })),
    ...(disabledAt ? { disabledAt } : {}),
  }));
}
