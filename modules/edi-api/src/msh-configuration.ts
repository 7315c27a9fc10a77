import type { Database, Db } from '@samband/db';
import type { Actor } from '@samband/exchange';
import { sql } from 'kysely';
import { createConfigurationMemory, type KeptConfiguration } from './configuration-memory.ts';
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

/** A HER-id that one client has to itself. */
export interface Lock {
  readonly herId: number;
  readonly clientId: string;
  readonly organizationNumber: string | null;
}

export type MshConfigurations = ReturnType<typeof createMshConfigurations>;

/**
 * How each HER-id wants to be served, and which client has it to itself. Whether the client may act for the HER-ids at
 * all is asked before: a stranger must not learn from a lock that there is one.
 */
export function createMshConfigurations(database: Database, isClientActive: (clientId: string) => Promise<boolean>) {
  const db = database.db.withTables<Tables>();
  const memory = createConfigurationMemory(database);

  /** What is changed here is seen here at once. */
  async function changing(change: (tx: Db<Tables>) => Promise<void>): Promise<void> {
    try {
      await database.transaction((tx) => change(tx.withTables<Tables>()));
    } finally {
      memory.forget();
    }
  }

  /**
   * Those of the HER-ids that another client holds. A client that may not call any more can neither use its locks nor
   * unlock them: they are freed when somebody meets one, so that the organisation is not shut out for good.
   */
  async function lockedToOthers(herIds: readonly number[], actor: Actor): Promise<number[]> {
    const locks = (await memory.find(herIds)).filter((configuration) => isHeldByAnother(configuration, actor));
    const gone = await findGone(locks, isClientActive);
    if (gone.length > 0) await changing((tx) => freeLocksOf(tx, gone));
    return locks.filter(({ clientId }) => !gone.includes(clientId)).map(({ herId }) => herId);
  }

  /** Errors: HerIdLocked, when another client holds one of them. */
  async function assertNoneLocked(herIds: readonly number[], actor: Actor): Promise<void> {
    const [first] = await lockedToOthers(herIds, actor);
    if (first !== undefined) throw new HerIdLocked(first);
  }

  return {
    assertNoneLocked,

    /** All or none. Of several for one HER-id the last counts. Errors: HerIdLocked. */
    async put(configurations: readonly MshConfiguration[], actor: Actor): Promise<void> {
      const herIds = configurations.map(({ herId }) => herId);
      await assertNoneLocked(herIds, actor);
      await changing((tx) => save(tx, configurations, actor));
    },

    /** All or none. Errors: HerIdLocked. */
    async remove(herIds: readonly number[], actor: Actor): Promise<void> {
      await assertNoneLocked(herIds, actor);
      await changing((tx) => removeUnlocked(tx, herIds, actor));
    },

    /** Errors: HerIdLocked, when other clients hold all of them. */
    async assertNotAllLocked(herIds: readonly number[], actor: Actor): Promise<void> {
      const locked = await lockedToOthers(herIds, actor);
      const [first] = locked;
      if (first !== undefined && herIds.every((herId) => locked.includes(herId))) throw new HerIdLocked(first);
    },

    /** The locks that were taken in the time before now. */
    findNewLocks: (withinMs: number): Promise<Lock[]> => findNewLocks(db, withinMs),

    /** Errors: MessageFunctionRefused, when a receiver has said that it does not take in this message function (8279). */
    async assertTakenIn(herIds: readonly number[], messageFunction: string): Promise<void> {
      const configurations = await memory.find(herIds);
      const refusing = configurations.find((one) => one.refusedMessageFunctions.includes(messageFunction));
      if (refusing) throw new MessageFunctionRefused(refusing.herId, messageFunction);
    },
  };
}

/** Locked by another client of the same organisation. */
function isHeldByAnother(configuration: KeptConfiguration, { clientId, organizationNumber }: Actor): boolean {
  const { clientLocked, clientId: holder, organizationNumber: lockedFor } = configuration;
  return clientLocked && holder !== clientId && (lockedFor ?? organizationNumber) === organizationNumber;
}

/** The same, where the row itself must be judged. */
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

/** Removes what is there and not locked, and is refused where something stays. */
async function removeUnlocked(db: Db<Tables>, herIds: readonly number[], actor: Actor): Promise<void> {
  await db
    .deleteFrom('edi_api.msh_configuration')
    .where('her_id', 'in', [...herIds])
    .where(sql<boolean>`not ${isLockedTo(actor)}`)
    .execute();
  const [lock] = await findLocks(db, herIds, actor);
  if (lock) throw new HerIdLocked(lock.herId);
}

const lockColumns = ['her_id as herId', 'client_id as clientId', 'organization_number as organizationNumber'] as const;

async function findLocks(db: Db<Tables>, herIds: readonly number[], actor: Actor): Promise<Lock[]> {
  if (herIds.length === 0) return [];
  return db
    .selectFrom('edi_api.msh_configuration')
    .select(lockColumns)
    .where('her_id', 'in', [...herIds])
    .where(isLockedTo(actor))
    .limit(herIds.length)
    .execute();
}

function findNewLocks(db: Db<Tables>, withinMs: number): Promise<Lock[]> {
  return db
    .selectFrom('edi_api.msh_configuration')
    .select(lockColumns)
    .where('client_locked', '=', true)
    .where(sql<boolean>`changed_at > now() - ${withinMs}::float8 * interval '1 millisecond'`)
    .execute();
}

async function findGone(locks: readonly Lock[], isClientActive: (clientId: string) => Promise<boolean>) {
  const holders = [...new Set(locks.map(({ clientId }) => clientId))];
  const areActive = await Promise.all(holders.map(isClientActive));
  return holders.filter((_, index) => !areActive[index]);
}

async function freeLocksOf(db: Db<Tables>, clientIds: readonly string[]): Promise<void> {
  await db
    .updateTable('edi_api.msh_configuration')
    .set({ client_locked: false })
    .where('client_locked', '=', true)
    .where('client_id', 'in', [...clientIds])
    .execute();
}
