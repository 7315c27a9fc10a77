import type { ReceiverStatus, Sent } from '@samband/sdk';

export type Outcome = 'approved' | 'rejected' | 'unanswered';

export interface Awaited {
  readonly outcome: Outcome;
  readonly statusList: readonly ReceiverStatus[];
}

interface Watching {
  readonly sent: Sent;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Told of each thing that has become proven since last time. */
  readonly onStep: (status: ReceiverStatus, step: Step) => void;
}

export type Step = 'sent' | 'transport' | 'answered';

/** Somebody sits and waits. */
const LOOK_EVERY_MAX_MS = 1_500;

/** Follows a message until it is approved by all, rejected by one, or the time is over. */
export async function awaitAnswer({ sent, timeoutMs, signal, onStep }: Watching): Promise<Awaited> {
  const told = new Set<string>();
  let statusList: readonly ReceiverStatus[] = [];
  try {
    for await (statusList of sent.statuses({ timeoutMs, signal, waitMaxMs: LOOK_EVERY_MAX_MS })) {
      for (const status of statusList) {
        for (const step of provenSteps(status).filter((each) => !told.has(`${status.receiverHerId} ${each}`))) {
          told.add(`${status.receiverHerId} ${step}`);
          onStep(status, step);
        }
      }
      if (outcomeOf(statusList) !== 'unanswered') break;
    }
  } catch (thrown) {
    // By name, not `instanceof`: the SDK is loaded only by commands that call the network.
    if (!(thrown instanceof Error) || thrown.name !== 'NoReceiptYet') throw thrown;
  }
  return { outcome: outcomeOf(statusList), statusList };
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
