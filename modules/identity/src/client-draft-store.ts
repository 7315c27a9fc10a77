import type { Db } from '@samband/db';
import { sql } from 'kysely';
import type { ClientDraft } from './client-draft.ts';

const draftColumns = sql`
  client_id as "clientId", organization_number as "organizationNumber", key, settings,
  created_at as "createdAt", expires_at as "expiresAt"
`;

/** Those that wait, the oldest first. */
export async function listDrafts(db: Db, at: Date, limit: number): Promise<ClientDraft[]> {
  const { rows } = await sql<ClientDraft>`
    select ${draftColumns} from identity.client_draft
     where expires_at > ${at}
     order by created_at, client_id
     limit ${limit}
  `.execute(db);
  return rows;
}

/** How many wait, in all and for one organisation. Locks, so that nobody adds one until the transaction ends. */
export async function countDrafts(
  tx: Db,
  organizationNumber: string,
  at: Date,
): Promise<{ inAll: number; ofOrganization: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended('identity.client_draft', 0))`.execute(tx);
  const { rows } = await sql<{ inAll: number; ofOrganization: number }>`
    select count(*)::int as "inAll",
           (count(*) filter (where organization_number = ${organizationNumber}))::int as "ofOrganization"
      from identity.client_draft
     where expires_at > ${at}
  `.execute(tx);
  return rows[0] ?? { inAll: 0, ofOrganization: 0 };
}

export async function insertDraft(tx: Db, draft: ClientDraft): Promise<void> {
  await sql`
    insert into identity.client_draft (client_id, organization_number, key, settings, created_at, expires_at)
    values (${draft.clientId}, ${draft.organizationNumber}, ${JSON.stringify(draft.key)}::jsonb,
            ${JSON.stringify(draft.settings)}::jsonb, ${draft.createdAt}, ${draft.expiresAt})
  `.execute(tx);
}

/** Takes a draft away, for one of those who try at once; undefined when there is none that waits. */
export async function takeDraft(tx: Db, clientId: string, at: Date): Promise<ClientDraft | undefined> {
  const { rows } = await sql<ClientDraft>`
    delete from identity.client_draft
     where client_id = ${clientId} and expires_at > ${at}
    returning ${draftColumns}
  `.execute(tx);
  return rows[0];
}
