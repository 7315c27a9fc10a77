import type { Database, Db } from '@samband/db';
import type { Actor } from '@samband/exchange';
import { sql } from 'kysely';
import { HerIdLocked, MessageFunctionRefused } from './errors.ts';

type Tables = {
  'edi_api.msh_configuration': {
    her_id: number;
    client_locked: boolean;
    refused_message_functions: string[];
    client_id: string;
    organization_number: string | null;
  };
};

export interface MshConfiguration {
  readonly herId: number;
  readonly receiveNotificationChannel: 'Api';
  readonly clientLocked: boolean;
  readonly refusedMessageFunctions: readonly string[];
}

export type MshConfigurations = ReturnType<typeof createMshConfigurations>;

/**
 * How each HER-id wants to be served, and which client has it to itself. Whether the client may act for the HER-ids at
 * all is asked before: a stranger must not learn from a lock that there is one.
 */
export function createMshConfigurations(database: Database) {
  const db = database.db.withTables<Tables>();

  return {
    /** All or none. Of several for one HER-id the last counts. Errors: HerIdLocked. */
    put: (configurations: readonly MshConfiguration[], actor: Actor): Promise<void> =>
      database.transaction((tx) => save(tx.withTables<Tables>(), configurations, actor)),

    /** All or none. Errors: HerIdLocked. */
    remove: (herIds: readonly number[], actor: Actor): Promise<void> =>
      database.transaction(async (tx) => {
        const own = tx.withTables<Tables>();
        await own
          .deleteFrom('edi_api.msh_configuration')
          .where('her_id', 'in', [...herIds])
          .where(sql<boolean>`not ${isLockedTo(actor)}`)
          .execute();
        await assertNoneLocked(own, herIds, actor);
      }),

    /** Errors: HerIdLocked, when another client holds one of them. */
    assertNoneLocked: (herIds: readonly number[], actor: Actor) => assertNoneLocked(db, herIds, actor),

    /** Errors: HerIdLocked, when other clients hold all of them. */
    async assertNotAllLocked(herIds: readonly number[], actor: Actor): Promise<void> {
      const locked = await findLocked(db, herIds, actor);
      const [first] = locked;
      if (first !== undefined && herIds.every((herId) => locked.includes(herId))) throw new HerIdLocked(first);
    },

    /** Errors: MessageFunctionRefused, when a receiver has said that it does not take in this message function (8279). */
    assertTakenIn: (herIds: readonly number[], messageFunction: string) => assertTakenIn(db, herIds, messageFunction),
  };
}

/** Locked by another client of the same organisation. */
function isLockedTo({ clientId, organizationNumber }: Actor) {
  return sql<boolean>`(msh_configuration.client_locked and msh_configuration.client_id <> ${clientId}
    and coalesce(msh_configuration.organization_number, ${organizationNumber}) = ${organizationNumber})`;
}

/**
 * One statement, so that of two clients that lock a HER-id at once the second finds the first one's lock: the conflict
 * waits for the first commit and judges the row as it is then. Sorted, so that they cannot wait for each other.
 */
async function save(db: Db<Tables>, configurations: readonly MshConfiguration[], actor: Actor): Promise<void> {
  const wanted = new Map(configurations.map((configuration) => [configuration.herId, configuration]));
  const rows = [...wanted.values()].map(({ herId, receiveNotificationChannel, clientLocked, ...rest }) => ({
    her_id: herId,
    receive_notification_channel: receiveNotificationChannel,
    client_locked: clientLocked,
    refused_message_functions: rest.refusedMessageFunctions,
  }));
  const { rows: saved } = await sql<{ her_id: number }>`
    insert into edi_api.msh_configuration
      (her_id, receive_notification_channel, client_locked, refused_message_functions, client_id, organization_number, changed_at)
    select her_id, receive_notification_channel, client_locked, refused_message_functions,
           ${actor.clientId}, ${actor.organizationNumber}, now()
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as wanted
        (her_id int, receive_notification_channel text, client_locked boolean, refused_message_functions text[])
     order by her_id
    on conflict (her_id) do update
       set receive_notification_channel = excluded.receive_notification_channel,
           client_locked = excluded.client_locked,
           refused_message_functions = excluded.refused_message_functions,
           client_id = excluded.client_id,
           organization_number = excluded.organization_number,
           changed_at = excluded.changed_at
     where not ${isLockedTo(actor)}
    returning her_id
  `.execute(db);
  const savedHerIds = new Set(saved.map((row) => row.her_id));
  const locked = [...wanted.keys()].find((herId) => !savedHerIds.has(herId));
  if (locked !== undefined) throw new HerIdLocked(locked);
}

async function findLocked(db: Db<Tables>, herIds: readonly number[], actor: Actor): Promise<number[]> {
  const rows = await db
    .selectFrom('edi_api.msh_configuration')
    .select('her_id')
    .where('her_id', 'in', [...herIds])
    .where(isLockedTo(actor))
    .limit(herIds.length)
    .execute();
  return rows.map((row) => row.her_id);
}

async function assertNoneLocked(db: Db<Tables>, herIds: readonly number[], actor: Actor): Promise<void> {
  const [first] = await findLocked(db, herIds, actor);
  if (first !== undefined) throw new HerIdLocked(first);
}

async function assertTakenIn(db: Db<Tables>, herIds: readonly number[], messageFunction: string): Promise<void> {
  const refusing = await db
    .selectFrom('edi_api.msh_configuration')
    .select('her_id')
    .where('her_id', 'in', [...herIds])
    .where(sql<boolean>`${messageFunction} = any(refused_message_functions)`)
    .limit(1)
    .executeTakeFirst();
  if (refusing) throw new MessageFunctionRefused(refusing.her_id, messageFunction);
}
