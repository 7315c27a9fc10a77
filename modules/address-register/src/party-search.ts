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

/** Words, or a number in full. Each way has its own index, which a plain “or” between them would leave unused. */
function textCondition(text: string): RawBuilder<unknown> {
  const query = prefixQuery(text);
  const byWords = query ? sql`party.search_words @@ ${query}::tsquery` : sql`false`;
  if (!/^[0-9]{1,10}$/.test(text)) return byWords;
  return sql`party.her_id in (
    select party.her_id from address_register.communication_party as party where ${byWords}
    union all
    select party.her_id from address_register.communication_party as party where party.her_id = ${text}::bigint
    union all
    ${withOrganizationNumber(text)})`;
}

const organizationNumberCondition = (number: string): RawBuilder<unknown> =>
  sql`party.her_id in (${withOrganizationNumber(number)})`;

/** Parties with the number as their own, and those that inherit it. */
const withOrganizationNumber = (number: string): RawBuilder<unknown> => sql`
  select owner.her_id from address_register.communication_party as owner where owner.organization_number = ${number}
  union all
  select child.her_id
    from address_register.communication_party as owner
    join address_register.communication_party as child on child.parent_her_id = owner.her_id
   where owner.organization_number = ${number} and child.organization_number is null`;

/** Keyset paging: where the party before stands in the order, however many pages in. */
function afterCondition(after: HerId): RawBuilder<unknown> {
  return sql`(party.sort_name, party.her_id) > (
    select last.sort_name, last.her_id from address_register.communication_party as last where last.her_id = ${after})`;
}
