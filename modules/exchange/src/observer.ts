import type { Logger } from '@samband/log';
import type { Metrics } from '@samband/telemetry';
import type { Leg, OpenLeg } from './open-leg-store.ts';
import type { Outcome } from './transport.ts';

/** Who is told of what happens without a caller: the log and the metrics. Messages are named by our own id alone. */
export interface Observer {
  pushed(transport: string, outcome: Outcome['kind']): void;
  /** Legs whose time is up, each told of once in the whole network. */
  overdue(legs: readonly OpenLeg[]): void;
  counted(leg: Leg, overdue: number): void;
  failed(step: 'push' | 'watch', error: unknown): void;
}

/** As many as one line of the log names. */
const namedMax = 20;

export function createObserver(log?: Logger, metrics?: Metrics): Observer {
  const pushes = metrics?.counter('exchange_pushes_total', 'Attempts to hand a document to a partner', [
    'transport',
    'outcome',
  ]);
  const missed = metrics?.counter('exchange_deadlines_missed_total', 'Legs whose time ran out', ['leg']);
  const overdueNow = metrics?.gauge('exchange_overdue', 'Legs that are overdue now', ['leg']);
  const failures = metrics?.counter('exchange_background_failures_total', 'Steps that failed and come again', ['step']);

  return {
    pushed: (transport, outcome) => pushes?.add({ transport, outcome }),
    overdue(legs) {
      for (const { leg } of legs) missed?.add({ leg });
      const named = legs.slice(0, namedMax).map(({ messageId, receiverHerId, leg, dueAt }) => ({
        messageId,
        receiverHerId,
        leg,
        dueAt,
      }));
      if (legs.length > 0) log?.warn({ count: legs.length, legs: named }, 'no receipt in time: the senders were told');
    },
    counted: (leg, overdue) => overdueNow?.set({ leg }, overdue),
    failed(step, error) {
      failures?.add({ step });
      log?.error({ err: error, step }, 'a step in the background failed; it comes again');
    },
  };
}
