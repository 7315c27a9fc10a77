import type { Db } from '@samband/db';
import { type RawBuilder, sql } from 'kysely';
import type { PartyKind } from './communication-party.ts';
import type { HerId } from './her-id.ts';
import { prefixQuery } from './search-words.ts';

export const SEARCH_LIMIT_MAX = 100;
export const SEARCH_LIMIT_DEFAULT = 20;

/** All that is given must hold. Results come by name. */
export interface PartySearch {
  /** Beginnings of words in the party's or its organisation's names; or a HER-id or organisation number in full. */
  readonly text?: string | undefined;
  readonly kind?: PartyKind | undefined;
  /** Its own, or its organisation's. */
  readonly organizationNumber?: string | undefined;
  readonly municipality?: string | undefined;
  readonly parentHerId?: HerId | undefined;
  /** 1 to 100; 20 when left out. */
  readonly limit?: number | undefined;
  /** Go on after this party, the last of the page before. */
  readonly after?: HerId | undefined;
}

/** HER-ids of the parties that fit, one more than the limit when there are more. Ended parties are found too. */
export async function searchHerIds(db: Db, search: PartySearch, limit: number): Promise<HerId[]> {
  const { rows } = await sql<{ herId: HerId }>`
    select party.her_id as "herId"
      from address_register.communication_party as party
     where ${sql.join(conditions(search), sql` and `)}
     order by party.sort_name, party.her_id
     limit ${limit + 1}
  `.execute(db);
  return rows.map((row) => row.herId);
}

function conditions(search: PartySearch): RawBuilder<unknown>[] {
  const { text, kind, organizationNumber, municipality, parentHerId, after } = search;
  return [
    sql`true`,
    ...(text?.trim() ? [textCondition(text.trim())] : []),
    ...(kind ? [sql`party.kind = ${kind}`] : []),
    ...(organizationNumber ? [organizationNumberCondition(organizationNumber)] : []),
    ...(municipality ? [sql`party.municipality = ${municipality}`] : []),
    ...(parentHerId ? [sql`party.parent_her_id = ${parentHerId}`] : []),
    ...(after ? [afterCondition(after)] : []),
  ];
}

function textCondition(text: string): RawBuilder<unknown> {
  const query = prefixQuery(text);
  const byWords = query ? sql`party.search_words @@ ${query}::tsquery` : sql`false`;
  const number = /^[0-9]{1,10}$/.test(text) ? text : undefined;
  if (!number) return byWords;
  return sql`(${byWords} or party.her_id = ${number}::bigint or ${organizationNumberCondition(number)})`;
}

function organizationNumberCondition(number: string): RawBuilder<unknown> {
  return sql`(party.organization_number = ${number} or (party.organization_number is null and party.parent_her_id in (
    select parent.her_id from address_register.communication_party as parent where parent.organization_number = ${number})))`;
}

/** Keyset paging: where the party before stands in the order, however many pages in. */
function afterCondition(after: HerId): RawBuilder<unknown> {
  return sql`(party.sort_name, party.her_id) > (
    select last.sort_name, last.her_id from address_register.communication_party as last where last.her_id = ${after})`;
}
