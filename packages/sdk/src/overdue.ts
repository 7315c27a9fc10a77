import type { CallOptions } from './caller.ts';
import type { ListOverdueAnswer, ListOverdueQuery, SummariseOverdueAnswer } from './generated/api.ts';
import type { Operate } from './operation.ts';

/** A document that its receiver's system has not taken in (`transport`), or has not answered (`receipt`), in time. */
export type OverdueLeg = ListOverdueAnswer['overdue'][number];
/** Give `next` as `after` for the next page; it is absent on the last. */
export type OverduePage = ListOverdueAnswer;
/** How many of your documents wait at one receiver, and for how long. */
export type OverdueReceiver = SummariseOverdueAnswer['receivers'][number];

/** The work list of what was not acknowledged or answered in time (scope `samband:exchange/trace`). */
export function overdueCalls(operate: Operate) {
  return {
    /** The oldest first, until it is acknowledged or answered after all. */
    overdue: (query: ListOverdueQuery = {}, options: CallOptions = {}): Promise<OverduePage> =>
      operate('listOverdue', { query }, options),

    /** Receiver by receiver, those with the most first. */
    async overdueSummary(options: CallOptions = {}): Promise<readonly OverdueReceiver[]> {
      return (await operate('summariseOverdue', {}, options)).receivers;
    },
  };
}
