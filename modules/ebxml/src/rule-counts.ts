import type { Database } from '@samband/db';

/** A rule that something broke, as far as counting goes. */
export interface BrokenRule {
  readonly rule: string;
  readonly severity: string;
}

export interface RuleCount extends BrokenRule {
  readonly partnerHerId: number;
  readonly day: string;
  readonly count: number;
  /** Of what was received: the newest that broke it. */
  readonly lastId: string;
}

/** What one thing that was received has broken. */
export interface Breach {
  /** Undefined where it could not be read. */
  readonly partnerHerId: number | undefined;
  readonly receivedId: string;
  readonly at: Date;
  readonly broken: readonly BrokenRule[];
}

/**
 * Counts what partners have broken, each rule once for each message: those that came together are counted together, in one
 * commit. Sorted, so that two counts cannot wait for each other.
 */
export async function countBrokenRules(database: Database, breaches: readonly Breach[]): Promise<void> {
  const rows = breaches.flatMap(({ broken, ...about }) =>
    [...new Map(broken.map((each) => [each.rule, each])).values()].map((rule) => ({ ...about, ...rule })),
  );
  if (rows.length === 0) return;
  await database.pool.query({
    name: 'ebxml-count-rules',
    text: `insert into ebxml.rule_count (partner_her_id, rule, severity, day, count, last_id)
           select partner_her_id, rule, (array_agg(severity order by id desc))[1],
                  (at at time zone 'Europe/Oslo')::date as day, count(*), (array_agg(id order by id desc))[1]
             from unnest($1::int[], $2::text[], $3::text[], $4::timestamptz[], $5::uuid[])
                  as broken (partner_her_id, rule, severity, at, id)
            group by partner_her_id, rule, day
            order by partner_her_id, rule, day
           on conflict (partner_her_id, rule, day) do update
              set count = rule_count.count + excluded.count, severity = excluded.severity, last_id = excluded.last_id`,
    values: [
      rows.map(({ partnerHerId }) => partnerHerId ?? 0),
      rows.map(({ rule }) => rule),
      rows.map(({ severity }) => severity),
      rows.map(({ at }) => at),
      rows.map(({ receivedId }) => receivedId),
    ],
  });
}

const countsMax = 1_000;

/** What was broken from a day on (Norwegian time), of one partner where one is given; the most often first. */
export async function listRuleCounts(
  database: Database,
  { from, partnerHerId }: { from: string; partnerHerId?: number | undefined },
): Promise<RuleCount[]> {
  const { rows } = await database.pool.query<RuleCount>({
    name: 'ebxml-rule-counts',
    text: `select partner_her_id as "partnerHerId", rule, severity, day::text as day, count, last_id as "lastId"
             from ebxml.rule_count
            where day >= $1::date and ($2::int is null or partner_her_id = $2)
            order by count desc, partner_her_id, rule, day limit $3`,
    values: [from, partnerHerId ?? null, countsMax],
  });
  return rows;
}
