import type { Database } from '@samband/db';
import { prepared } from './prepared.ts';

/** What goes first, then, and last. */
export const removalSteps = ['body', 'message', 'key'] as const;
export type RemovalStep = (typeof removalSteps)[number];

/** How many days each is kept after acceptance. `*` is for every type without a rule of its own. */
export interface RetentionRule {
  readonly messageType: string;
  readonly bodyDays: number;
  readonly messageDays: number;
  readonly keyDays: number;
}

/** What a run would remove, of one type and month. Keys have no type any more. */
export interface Removal {
  readonly step: RemovalStep;
  readonly messageType: string;
  /** Of acceptance, as `2026-03`. */
  readonly month: string;
  readonly count: number;
  readonly bytes: number;
  readonly oldest: string;
  readonly newest: string;
}

export interface RetentionPlan {
  readonly token: string;
  readonly plannedAt: Date;
  readonly rules: readonly RetentionRule[];
  readonly removals: readonly Removal[];
}

const rulesAsJson = `
  (select jsonb_agg(jsonb_build_object('messageType', message_type, 'bodyDays', body_days, 'messageDays', message_days,
                                       'keyDays', key_days) order by message_type)
     from exchange.retention_rule)`;

const insertPlan = prepared<RetentionPlan>(
  'retention-plan',
  `insert into exchange.retention_plan (planned_at, planned_by, rules, removals)
   select $1::timestamptz, $2, ${rulesAsJson}, coalesce((
     select jsonb_agg(jsonb_build_object('step', step, 'messageType', message_type, 'month', month, 'count', count, 'bytes', bytes,
                                         'oldest', oldest, 'newest', newest)
                      order by position, month, message_type)
       from (select step, position, message_type, to_char(accepted_at at time zone 'UTC', 'YYYY-MM') as month, count(*), sum(bytes) as bytes,
                    min(accepted_at) as oldest, max(accepted_at) as newest
               from (select 'body' as step, 1 as position, * from exchange.expired_bodies($1)
                     union all select 'message', 2, * from exchange.expired_messages($1)
                     union all select 'key', 3, * from exchange.expired_keys($1)) as expired
              group by 1, 2, 3, 4) as counted), '[]')
   returning token, planned_at as "plannedAt", rules, removals`,
);

/** Counts what has had its time, and keeps the answer under a token. */
export async function makePlan(database: Database, now: Date, plannedBy: string): Promise<RetentionPlan> {
  const [plan] = await insertPlan(database, now, plannedBy);
  if (!plan) throw new Error('the plan was not written');
  return plan;
}

const claim = prepared<{ asOf: Date; isCurrent: boolean }>(
  'retention-claim',
  `update exchange.retention_plan set run_at = $2
    where token = $1 and run_at is null and planned_at > $2::timestamptz - $3 * interval '1 second'
   returning planned_at as "asOf", rules = ${rulesAsJson} as "isCurrent"`,
);

/** Takes a plan to be run, which can be done once; undefined when there is none, or it is too old, or the rules have changed. */
export async function claimPlan(
  database: Database,
  token: string,
  now: Date,
  ageMaxSeconds: number,
): Promise<{ asOf: Date } | undefined> {
  const [claimed] = await claim(database, token, now, ageMaxSeconds);
  return claimed?.isCurrent ? { asOf: claimed.asOf } : undefined;
}

const selectLastRun = prepared<{ runAt: Date }>(
  'retention-last-run',
  'select max(run_at) as "runAt" from exchange.retention_plan where planned_by = $1 having max(run_at) is not null',
);

/** When a plan of that maker was last run. */
export async function lastRunOf(database: Database, plannedBy: string): Promise<Date | undefined> {
  return (await selectLastRun(database, plannedBy))[0]?.runAt;
}

const remove = prepared<{ removed: number }>(
  'retention-remove',
  'select exchange.remove_expired($1, $2, $3, $4)::int as removed',
);

/** Removes at most so many of what had had its time at that instant; gives how many. */
export async function removeExpired(
  database: Database,
  batch: { step: RemovalStep; asOf: Date; most: number; removedBy: string },
): Promise<number> {
  return (await remove(database, batch.step, batch.asOf, batch.most, batch.removedBy))[0]?.removed ?? 0;
}

const dropPartitions = prepared<{ dropped: number }>(
  'retention-partitions',
  'select exchange.drop_empty_partitions($1)::int as dropped',
);

export async function dropEmptyPartitions(database: Database, asOf: Date): Promise<number> {
  return (await dropPartitions(database, asOf))[0]?.dropped ?? 0;
}

const selectRules = prepared<RetentionRule>(
  'retention-rules',
  `select message_type as "messageType", body_days as "bodyDays", message_days as "messageDays", key_days as "keyDays"
     from exchange.retention_rule order by message_type`,
);

export function findRules(database: Database): Promise<RetentionRule[]> {
  return selectRules(database);
}

const replaceRules = prepared(
  'retention-rules-set',
  `with wanted as (select * from jsonb_to_recordset($1::jsonb) as rule ("messageType" text, "bodyDays" int, "messageDays" int, "keyDays" int)),
   gone as (delete from exchange.retention_rule where message_type not in (select "messageType" from wanted))
   insert into exchange.retention_rule (message_type, body_days, message_days, key_days)
   select "messageType", "bodyDays", "messageDays", "keyDays" from wanted
   on conflict (message_type) do update
      set body_days = excluded.body_days, message_days = excluded.message_days, key_days = excluded.key_days`,
);

/** Sets all rules at once. */
export async function saveRules(database: Database, rules: readonly RetentionRule[]): Promise<void> {
  await replaceRules(database, JSON.stringify(rules));
}
