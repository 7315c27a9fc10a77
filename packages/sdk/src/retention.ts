import type { CallOptions } from './caller.ts';
import type { GetRetentionRulesAnswer, PlanRetentionAnswer, RunRetentionAnswer } from './generated/api.ts';
import type { Operate } from './operation.ts';

/** How long messages of one type are kept: the document, what is known of it, and the key that knows a copy. */
export type RetentionRule = GetRetentionRulesAnswer['rules'][number];
/** What has had its time, counted; nothing is removed yet. Its `token` is good for one run within an hour. */
export type RetentionPlan = PlanRetentionAnswer;
export type RetentionRun = RunRetentionAnswer;

/** What the exchange keeps and what it removes, for operators (scope `samband:exchange/operate`). */
export function retentionCalls(operate: Operate) {
  return {
    async rules(options: CallOptions = {}): Promise<readonly RetentionRule[]> {
      return (await operate('getRetentionRules', {}, options)).rules;
    },

    /** Sets all rules at once. */
    async setRules(rules: readonly RetentionRule[], options: CallOptions = {}): Promise<readonly RetentionRule[]> {
      return (await operate('putRetentionRules', { body: { rules } }, options)).rules;
    },

    plan: (options: CallOptions = {}): Promise<RetentionPlan> =>
      operate('planRetention', {}, { repeatable: true, ...options }),

    /** Removes what a plan has counted, for good. Not repeated by itself: plan again to see what is left. */
    run: (token: string, options: CallOptions = {}): Promise<RetentionRun> =>
      operate('runRetention', { body: { token } }, options),
  };
}
