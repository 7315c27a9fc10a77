import type { Db } from '@samband/db';
import { type RawBuilder, sql } from 'kysely';
import type { PartyKind } from './communication-party.ts';
import type { HerId } from './her-id.ts';
import { wholeSystem } from './party-facts.ts';
import { askedWords, fold, wordQuery } from './search-words.ts';
import { whatWasMeant } from './typing-errors.ts';

export const SEARCH_LIMIT_MAX = 100;
export const SEARCH_LIMIT_DEFAULT = 20;

/** All that is given must hold. The best come first; parties that have ended come after those in use. */
export interface PartySearch {
  /** Words of the party's and its organisation's names, in any order; or a HER-id, organisation or HPR number in full. */
  readonly text?: string | undefined;
  readonly kind?: PartyKind | undefined;
  /** Its own, or its organisation's. */
  readonly organizationNumber?: string | undefined;
  /** Its own, or its organisation's where it has none. */
  readonly municipality?: string | undefined;
  /** Code of the service type. */
  readonly serviceCode?: string | undefined;
  /** Code system of the service type: 8666, or the OID. */
  readonly serviceCodeSystem?: string | undefined;
  readonly parentHerId?: HerId | undefined;
  /** 1 to 100; 20 when left out. */
  readonly limit?: number | undefined;
  /** Go on after this party, the last of the page before. */
  readonly after?: HerId | undefined;
}

interface Statement {
  /** tsqueries, the best first. A party fits as well as the first one that it matches. */
  readonly queries: readonly string[];
  readonly limit: number;
  readonly now: Date;
}

/** HER-ids of the parties that fit, one more than the limit when there are more. Ended parties are found too. */
export async function searchHerIds(
  db: Db,
  search: PartySearch,
  { limit, now }: { limit: number; now: Date },
): Promise<HerId[]> {
  const words = askedWords(search.text ?? '');
  if (words.length === 0) return find(db, search, { queries: [], limit, now });
  const exact = bothWays(words.map((beginning) => ({ beginning, words: [] })));
  const asTyped = { queries: exact, limit, now };
  // Names that begin with it are the best there are and come in order from an index, however many they are.
  const first = isNumber(fold(search.text ?? '')) ? [] : await find(db, search, asTyped, { isBeginning: true });
  if (first.length > limit) return first;
  const found = await find(db, search, asTyped);
  if (found.length > limit) return found;
  // Too few fit as typed: those that fit in spite of typing errors come after them.
  const { near, far } = await whatWasMeant(db, words);
  const isMore = [...near, ...far].some((alternatives) => alternatives.words.length > 0);
  if (!isMore) return found;
  return find(db, search, { queries: [...exact, ...bothWays(near), ...bothWays(far)], limit, now });
}

/** In the party's own names, and else in its organisation's too. */
const bothWays = (asked: Parameters<typeof wordQuery>[0]): string[] => [
  wordQuery(asked, { own: true }),
  wordQuery(asked, { own: false }),
];

async function find(db: Db, search: PartySearch, statement: Statement, { isBeginning = false } = {}): Promise<HerId[]> {
  const place = placeOf(search, statement);
  const where = isBeginning
    ? [...filters(search), sql`${beginsWith(search)} and ${isEnded(statement)} is not true`]
    : [...filters(search), textCondition(search, statement.queries.at(-1))];
  const { rows } = await sql<{ herId: HerId }>`
    select party.her_id as "herId"
      from address_register.communication_party as party
     where ${sql.join([...where, afterCondition(search, place)], sql` and `)}
     order by ${isBeginning ? byName : place}
     limit ${statement.limit + 1}
  `.execute(db);
  return rows.map((row) => row.herId);
}

const byName = sql`party.sort_name, party.her_id`;
const beginsWith = ({ text }: PartySearch) => sql<boolean>`party.sort_name ^@ ${fold(text ?? '')}`;
const isEnded = ({ now }: Statement) => sql<boolean>`party.valid_to <= ${now}`;

/** Where a party stands in the list: those in use first, then by how well it fits, then by name. A number decides alone. */
function placeOf(search: PartySearch, statement: Statement): RawBuilder<unknown> {
  const text = fold(search.text ?? '');
  if (text === '') return byName;
  const ended = sql`${isEnded(statement)} is true`;
  return isNumber(text)
    ? sql`${rank(numbers(text), statement)}, ${ended}, ${byName}`
    : sql`${ended}, ${rank([beginsWith(search)], statement)}, ${byName}`;
}

const numbers = (text: string) => [sql`party.her_id = ${text}::bigint`, sql`party.organization_number = ${text}`];

/** How well a party fits, 0 the best: by the first condition that holds, then by the first tsquery that it matches. */
function rank(best: readonly RawBuilder<unknown>[], { queries }: Statement): RawBuilder<number> {
  const cases = [...best, ...queries.map((query) => sql`party.search_words @@ ${query}::tsquery`)];
  const branches = cases.map((condition, position) => sql`when ${condition} then ${sql.lit(position)}`);
  return sql<number>`(case ${sql.join(branches, sql` `)} else ${sql.lit(cases.length)} end)`;
}

/** Keyset paging: what stands after the last party of the page before, however many pages in. */
function afterCondition({ after }: PartySearch, place: RawBuilder<unknown>): RawBuilder<unknown> {
  if (after === undefined) return sql`true`;
  return sql`(${place}) > (select ${place} from address_register.communication_party as party where party.her_id = ${after})`;
}

function filters(search: PartySearch): RawBuilder<unknown>[] {
  const { kind, organizationNumber, municipality, serviceCode, serviceCodeSystem, parentHerId } = search;
  return [
    ...(kind ? [sql`party.kind = ${kind}`] : []),
    ...(organizationNumber ? [sql`party.her_id in (${withOrganizationNumber(organizationNumber)})`] : []),
    ...(municipality ? [sql`party.her_id in (${inMunicipality(municipality)})`] : []),
    ...(serviceCode ? [sql`party.service_code = ${serviceCode}`] : []),
    ...(serviceCodeSystem ? [sql`party.service_code_system = ${wholeSystem(serviceCodeSystem)}`] : []),
    ...(parentHerId ? [sql`party.parent_her_id = ${parentHerId}`] : []),
  ];
}

const isNumber = (text: string): boolean => /^[0-9]{1,10}$/.test(text);

/** Words, or a number in full. Each way has its own index, which a plain “or” between them would leave unused. */
function textCondition(search: PartySearch, widest: string | undefined): RawBuilder<unknown> {
  const text = fold(search.text ?? '');
  if (text === '') return sql`true`;
  const byWords = widest === undefined ? sql`false` : sql`party.search_words @@ ${widest}::tsquery`;
  if (!isNumber(text)) return byWords;
  return sql`party.her_id in (
    select party.her_id from address_register.communication_party as party where ${byWords}
    union all
    select party.her_id from address_register.communication_party as party where party.her_id = ${text}::bigint
    union all
    select party.her_id from address_register.communication_party as party where party.hpr_number = ${text}
    union all
    ${withOrganizationNumber(text)})`;
}

/** Parties with the number as their own, and those that inherit it. */
const withOrganizationNumber = (number: string): RawBuilder<unknown> => sql`
  select owner.her_id from address_register.communication_party as owner where owner.organization_number = ${number}
  union all
  select child.her_id
    from address_register.communication_party as owner
    join address_register.communication_party as child on child.parent_her_id = owner.her_id
   where owner.organization_number = ${number} and child.organization_number is null`;

/** Parties that say so themselves, and those whose organisation does where they say nothing. */
const inMunicipality = (municipality: string): RawBuilder<unknown> => sql`
  select party.her_id from address_register.communication_party as party where party.municipality = ${municipality}
  union all
  select child.her_id
    from address_register.communication_party as owner
    join address_register.communication_party as child on child.parent_her_id = owner.her_id
   where owner.municipality = ${municipality} and child.municipality is null`;
