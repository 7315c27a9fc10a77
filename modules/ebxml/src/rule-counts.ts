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

/** Counts what a partner has broken, each rule once for each message. Sorted, so that two counts cannot wait for each other. */
export async function countBrokenRules(
  database: Database,
  { partnerHerId, receivedId, at }: { partnerHerId: number | undefined; receivedId: string; at: Date },
  broken: readonly BrokenRule[],
): Promise<void> {
  const rules = [...new Map(broken.map((each) => [each.rule, each])).values()];
  if (rules.length === 0) return;
  await database.pool.query({
    name: 'ebxml-count-rules',
    text: `insert into ebxml.rule_count (partner_her_id, rule, severity, day, count, last_id)
           select $1, rule, severity, ($5::timestamptz at time zone 'Europe/Oslo')::date, 1, $4
             from unnest($2::text[], $3::text[]) as broken (rule, severity) order by rule
           on conflict (partner_her_id, rule, day) do update
              set count = rule_count.count + 1, severity = excluded.severity, last_id = excluded.last_id`,
    values: [partnerHerId ?? 0, rules.map(({ rule }) => rule), rules.map(({ severity }) => severity), receivedId, at],
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
