import type { Db } from '@samband/db';
import { sql } from 'kysely';
import type { Units } from './flat-party.ts';
import type { HerId } from './her-id.ts';

/** What stands below organisations at an instant, by HER-id; an organisation with nothing below it is left out. */
export async function readUnits(db: Db, organizations: readonly HerId[], at: Date): Promise<Map<HerId, Units>> {
  if (organizations.length === 0) return new Map();
  const { rows } = await sql<Units & { herId: HerId }>`
    select parent_her_id as "herId",
           coalesce(array_agg(her_id order by her_id) filter (where kind = 'person'), '{}') as persons,
           coalesce(array_agg(her_id order by her_id) filter (where kind = 'service'), '{}') as services
      from address_register.communication_party
     where parent_her_id = any(${organizations}::int[]) and valid_from <= ${at} and (valid_to is null or valid_to > ${at})
     group by parent_her_id
  `.execute(db);
  return new Map(rows.map(({ herId, ...units }) => [herId, units]));
}

/** Every HER-id, of one snapshot with the number of the last event. */
export async function readHerIds(db: Db): Promise<{ herIds: HerId[]; lastSequenceNumber: number }> {
  const { rows } = await sql<{ herIds: HerId[]; lastSequenceNumber: number }>`
    select last_event_sequence as "lastSequenceNumber",
           array(select her_id from address_register.communication_party order by her_id) as "herIds"
      from address_register.register_position
  `.execute(db);
  const [position] = rows;
  if (!position) throw new Error('the register has lost its position row');
  return position;
}
