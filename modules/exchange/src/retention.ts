import type { Database } from '@samband/db';
import { RetentionPlanUnknown, RetentionRulesInvalid } from './errors.ts';
import {
  claimPlan,
  dropEmptyPartitions,
  findRules,
  makePlan,
  type RemovalStep,
  type RetentionPlan,
  type RetentionRule,
  removalSteps,
  removeExpired,
  saveRules,
} from './retention-store.ts';

/** One commit; the row of the feed's head is held for as long. */
const batchSize = 500;
/** Of each step, in one run: a run has an end, and the next day has another. */
const batchesMax = 2_000;
/** A plan is what somebody has just looked at. */
const planAgeMaxSeconds = 3_600;
/** What the exchange itself needs: transports try for 72 hours, receipts may take 96. */
export const bodyDaysMin = 7;

export interface RetentionRun {
  readonly removed: Readonly<Record<RemovalStep, number>>;
  /** Whole partitions of which nothing was left. */
  readonly partitionsDropped: number;
  /** False when there was more than one run may remove: plan again. */
  readonly isComplete: boolean;
}

export type Retention = ReturnType<typeof createRetention>;

/**
 * Removes what has had its time, by rules for each message type: first the document, then what is known of it, last the
 * key by which a copy is known. Nothing goes that was not counted first: a run wants the token of a plan. What waits for
 * its receipt or its deadline stays, and that a document was removed is an event. The database lets nothing be removed but
 * by its own function `remove_expired`, which looks at the rules itself. ADR 0012.
 */
export function createRetention(database: Database, now: () => Date) {
  return {
    rules: (): Promise<RetentionRule[]> => findRules(database),

    /** Sets all rules at once; plans made before are void. Errors: RetentionRulesInvalid. */
    async setRules(rules: readonly RetentionRule[]): Promise<void> {
      assertInOrder(rules);
      await saveRules(database, rules);
    },

    /** What a run would remove, of each type and month; nothing is removed. */
    plan: (plannedBy: string): Promise<RetentionPlan> => makePlan(database, now(), plannedBy),

    /** Removes what the plan has counted. Errors: RetentionPlanUnknown. */
    async run(token: string, runBy: string): Promise<RetentionRun> {
      const plan = await claimPlan(database, token, now(), planAgeMaxSeconds);
      if (!plan) throw new RetentionPlanUnknown(token);
      const removed = { body: 0, message: 0, key: 0 };
      let isComplete = true;
      for (const step of removalSteps) {
        const done = await removeAll(database, { step, asOf: plan.asOf, most: batchSize, removedBy: runBy });
        removed[step] = done.count;
        isComplete &&= done.isComplete;
      }
      return { removed, partitionsDropped: await dropEmptyPartitions(database, plan.asOf), isComplete };
    },
  };
}

async function removeAll(
  database: Database,
  batch: { step: RemovalStep; asOf: Date; most: number; removedBy: string },
): Promise<{ count: number; isComplete: boolean }> {
  let count = 0;
  for (let turn = 0; turn < batchesMax; turn++) {
    const removed = await removeExpired(database, batch);
    count += removed;
    if (removed < batch.most) return { count, isComplete: true };
  }
  return { count, isComplete: false };
}

/** As the table holds it too: one rule for all the rest, and nothing goes before what it belongs to. */
function assertInOrder(rules: readonly RetentionRule[]): void {
  const types = rules.map(({ messageType }) => messageType);
  if (!types.includes('*')) throw new RetentionRulesInvalid('there is no rule for “*”, all other types');
  if (new Set(types).size < types.length) throw new RetentionRulesInvalid('a type has two rules');
  for (const { messageType, bodyDays, messageDays, keyDays } of rules) {
    if (bodyDays < bodyDaysMin) {
      throw new RetentionRulesInvalid(`documents of ${messageType} must be kept for ${bodyDaysMin} days at the least`);
    }
    if (messageDays < bodyDays || keyDays < messageDays) {
      throw new RetentionRulesInvalid(`of ${messageType} the document must go first, then the message, then its key`);
    }
  }
}
