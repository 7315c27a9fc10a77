import { setTimeout as pause } from 'node:timers/promises';
import type { Network, ReceiverStatus } from '@samband/sdk';

export type Outcome = 'approved' | 'rejected' | 'unanswered';

export interface Awaited {
  readonly outcome: Outcome;
  readonly statusList: readonly ReceiverStatus[];
}

interface Watching {
  readonly network: Network;
  readonly id: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Told of each thing that has become proven since last time. */
  readonly onStep: (status: ReceiverStatus, step: Step) => void;
}

export type Step = 'sent' | 'transport' | 'answered';

const POLL_FIRST_MS = 200;
const POLL_MAX_MS = 2_000;

/** Asks for the status until every receiver has answered or the time is over. */
export async function awaitAnswer({ network, id, timeoutMs, signal, onStep }: Watching): Promise<Awaited> {
  const endsAtMs = Date.now() + timeoutMs;
  const told = new Set<string>();
  for (let waitMs = POLL_FIRST_MS; ; waitMs = Math.min(waitMs * 1.5, POLL_MAX_MS)) {
    const statusList = await network.getStatus(id, { signal });
    for (const status of statusList) {
      for (const step of provenSteps(status).filter((each) => !told.has(`${status.receiverHerId} ${each}`))) {
        told.add(`${status.receiverHerId} ${step}`);
        onStep(status, step);
      }
    }
    const outcome = outcomeOf(statusList);
    const leftMs = endsAtMs - Date.now();
    if (outcome !== 'unanswered' || leftMs <= 0) return { outcome, statusList };
    await pause(Math.min(waitMs, leftMs), undefined, { signal });
  }
}

function provenSteps({ sent, transportDeliveryState, apprecInfo }: ReceiverStatus): Step[] {
  return [
    ...(sent ? (['sent'] as const) : []),
    ...(transportDeliveryState === 'Unconfirmed' ? [] : (['transport'] as const)),
    ...(apprecInfo ? (['answered'] as const) : []),
  ];
}

/** A message is approved when every receiver has approved it, and ended early when the transport has given up. */
function outcomeOf(statusList: readonly ReceiverStatus[]): Outcome {
  const refused = statusList.some(
    ({ apprecInfo, transportDeliveryState: state }) =>
      apprecInfo?.appRecStatus === 'Rejected' || (!apprecInfo && (state === 'Rejected' || state === 'Abandoned')),
  );
  if (refused) return 'rejected';
  return statusList.length > 0 && statusList.every(({ apprecInfo }) => apprecInfo) ? 'approved' : 'unanswered';
}
