import type { Db } from '@samband/db';
import { sql } from 'kysely';
import type { ElectronicAddressType } from './electronic-address.ts';
import type { HerId } from './her-id.ts';

/** More than one party may share an address, an organisation's and its units' at the least. */
const ownersMax = 100;

/** Those who have registered an address themselves, in effect at an instant. Mail addresses are the same in any case. */
export async function readAddressOwners(
  db: Db,
  type: ElectronicAddressType,
  value: string,
  at: Date,
): Promise<HerId[]> {
  const { rows } = await sql<{ herId: HerId }>`
    select her_id as "herId" from address_register.electronic_address
     where type = ${type} and left(lower(value), 320) = left(lower(${value}), 320) and lower(value) = lower(${value})
       and valid_from <= ${at} and (valid_to is null or valid_to > ${at})
     order by her_id limit ${ownersMax}`.execute(db);
  return rows.map(({ herId }) => herId);
}
