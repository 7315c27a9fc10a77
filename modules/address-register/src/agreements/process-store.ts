import type { Db } from '@samband/db';
import { sql } from 'kysely';
import type { HerId } from '../her-id.ts';
import type { ProcessKey } from './process-catalogue.ts';

/** What a party supports now. */
export async function readProcesses(db: Db, herId: HerId): Promise<ProcessKey[]> {
  const { rows } = await sql<ProcessKey>`
    select process_id as uuid, version, role from address_register.collaboration_process
     where her_id = ${herId} and withdrawn_at is null order by process_id, version, role
  `.execute(db);
  return rows;
}

/** Makes a set what a party supports: what is not in it is withdrawn. The caller holds the register's lock. */
export async function storeProcesses(db: Db, herId: HerId, wanted: readonly ProcessKey[], now: Date): Promise<void> {
  const body = JSON.stringify(wanted);
  await sql`
    update address_register.collaboration_process as held set withdrawn_at = ${now}
     where her_id = ${herId} and withdrawn_at is null and not exists (
       select from jsonb_to_recordset(${body}::jsonb) as wanted (uuid text, version text, role text)
        where wanted.uuid = held.process_id and wanted.version = held.version and wanted.role = held.role)
  `.execute(db);
  await sql`
    insert into address_register.collaboration_process (her_id, process_id, version, role, registered_at)
    select ${herId}, wanted.uuid, wanted.version, wanted.role, ${now}
      from jsonb_to_recordset(${body}::jsonb) as wanted (uuid text, version text, role text)
        on conflict (her_id, process_id, version, role) where withdrawn_at is null do nothing
  `.execute(db);
}

/** Those of some parties that support anything at all. */
export async function withProcesses(db: Db, herIds: readonly HerId[]): Promise<HerId[]> {
  const { rows } = await sql<{ herId: HerId }>`
    select distinct her_id as "herId" from address_register.collaboration_process where her_id = any(${herIds}::int[])
  `.execute(db);
  return rows.map(({ herId }) => herId);
}
