import type { Db } from '@samband/db';
import { sql } from 'kysely';

export type IdentityEventKind =
  | 'client-created'
  | 'client-disabled'
  | 'client-key-added'
  | 'client-key-removed'
  | 'client-settings-replaced'
  | 'client-settings-approved'
  | 'client-key-rotated'
  | 'delegation-given'
  | 'delegation-ended'
  | 'signing-key-added';

/** One change: who, when, what. */
export interface IdentityEvent {
  readonly kind: IdentityEventKind;
  readonly by: string;
  readonly at: Date;
  readonly clientId?: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Appends an event, in the transaction of the change that it tells of. */
export async function recordEvent(tx: Db, { kind, by, at, clientId, facts }: IdentityEvent): Promise<void> {
  await sql`
    insert into identity.event (at, by, kind, client_id, facts)
    values (${at}, ${by}, ${kind}, ${clientId ?? null}, ${JSON.stringify(facts)}::jsonb)
  `.execute(tx);
}

/** What happened to one client, oldest first. */
export async function findClientEvents(db: Db, clientId: string, limit: number): Promise<IdentityEvent[]> {
  const { rows } = await sql<IdentityEvent>`
    select kind, by, at, client_id as "clientId", facts
      from identity.event
     where client_id = ${clientId}
     order by event_id
     limit ${limit}
  `.execute(db);
  return rows;
}
