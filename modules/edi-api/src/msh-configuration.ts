import type { Database, Db } from '@samband/db';
import { sql } from 'kysely';
import { HerIdLocked, MessageFunctionRefused } from './errors.ts';

type Tables = {
  'edi_api.msh_configuration': {
    her_id: number;
    receive_notification_channel: 'Api';
    client_locked: boolean;
    refused_message_functions: string[];
    client_id: string;
    changed_at: Date;
  };
};

export interface MshConfiguration {
  readonly herId: number;
  readonly receiveNotificationChannel: 'Api';
  readonly clientLocked: boolean;
  readonly refusedMessageFunctions: readonly string[];
}

export type MshConfigurations = ReturnType<typeof createMshConfigurations>;

/** How each HER-id wants to be served, and which client has it to itself. */
export function createMshConfigurations(database: Database) {
  const db = database.db.withTables<Tables>();

  async function put(configurations: readonly MshConfiguration[], clientId: string): Promise<void> {
    await database.transaction(async (tx) => {
      const own = tx.withTables<Tables>();
      await assertNotLocked(
        own,
        configurations.map(({ herId }) => herId),
        clientId,
      );
      for (const configuration of configurations) await save(own, configuration, clientId);
    });
  }

  async function remove(herIds: readonly number[], clientId: string): Promise<void> {
    await database.transaction(async (tx) => {
      const own = tx.withTables<Tables>();
      await assertNotLocked(own, herIds, clientId);
      await own
        .deleteFrom('edi_api.msh_configuration')
        .where('her_id', 'in', [...herIds])
        .execute();
    });
  }

  return {
    put,
    remove,
    /** Errors: HerIdLocked, when another client holds one of them. */
    assertNotLocked: (herIds: readonly number[], clientId: string) => assertNotLocked(db, herIds, clientId),
    /** Errors: MessageFunctionRefused, when a receiver has said that it does not take in this message function (8279). */
    assertTakenIn: (herIds: readonly number[], messageFunction: string) => assertTakenIn(db, herIds, messageFunction),
  };
}

async function save(db: Db<Tables>, configuration: MshConfiguration, clientId: string): Promise<void> {
  const values = {
    receive_notification_channel: configuration.receiveNotificationChannel,
    client_locked: configuration.clientLocked,
    refused_message_functions: [...configuration.refusedMessageFunctions],
    client_id: clientId,
    changed_at: new Date(),
  };
  await db
    .insertInto('edi_api.msh_configuration')
    .values({ her_id: configuration.herId, ...values })
    .onConflict((conflict) => conflict.column('her_id').doUpdateSet(values))
    .execute();
}

async function assertNotLocked(db: Db<Tables>, herIds: readonly number[], clientId: string): Promise<void> {
  const locked = await db
    .selectFrom('edi_api.msh_configuration')
    .select('her_id')
    .where('her_id', 'in', [...herIds])
    .where('client_locked', '=', true)
    .where('client_id', '!=', clientId)
    .limit(1)
    .executeTakeFirst();
  if (locked) throw new HerIdLocked(locked.her_id);
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
