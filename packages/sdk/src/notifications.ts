import type { Call, Caller, CallOptions } from './caller.ts';
import { readEvents } from './event-stream.ts';
import type { GetNotificationsAnswer } from './generated/api.ts';
import { NetworkProblem } from './network-problem.ts';
import { addressOf, type Operate } from './operation.ts';

export type NotificationType =
  | 'NewMessage'
  | 'RefusedMessage'
  | 'MessageSentStateUpdated'
  | 'MessageApprecInfoUpdated'
  | 'MessageDeliveryStateUpdated';

/** Something that happened to a message of yours. `offset` is its place in the feed: global, in commit order, with gaps. */
export type Notification = Omit<GetNotificationsAnswer['notifications'][number], 'type'> & {
  readonly type: NotificationType;
};

export interface NotificationQuery {
  /** 1 to 1500 of your own HER-ids, each once. */
  readonly herIds: readonly number[];
  /** Start after this place; 0 is the beginning. */
  readonly offset: number;
  /** 1 to 1000; the network gives 100 when not said. */
  readonly limit?: number;
}

export type StreamQuery = Pick<NotificationQuery, 'herIds'> & Partial<Pick<NotificationQuery, 'offset'>>;

/** The feed, one page at a time or as a stream. */
export function notificationCalls(operate: Operate, { open }: Caller) {
  return {
    async notifications(query: NotificationQuery, options: CallOptions = {}): Promise<readonly Notification[]> {
      const { herIds, offset, limit } = query;
      const asked = { HerIds: herIds, Offset: offset, ...(limit !== undefined && { NotificationsToFetch: limit }) };
      const { notifications } = await operate('getNotifications', { query: asked }, options);
      return notifications.filter(isNotification);
    },

    /** Opens the feed as a stream, after an offset or with what comes from now on; undefined when the network has closed it for good. */
    async notificationStream({ herIds, offset }: StreamQuery, options: CallOptions = {}) {
      const query = { HerIds: herIds, ...(offset !== undefined && { Offset: offset }) };
      const path = addressOf('streamNotifications', { query });
      const call: Call = { method: 'GET', path, repeatable: false, ...options };
      const chunks = await open(call);
      return chunks && streamed(chunks);
    },
  };
}

export type NotificationCalls = ReturnType<typeof notificationCalls>;

/** `connected` and whatever else a stream may say beside notifications is passed over. */
async function* streamed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Notification, void, void> {
  for await (const { name, data } of readEvents(chunks)) {
    if (name !== 'notification') continue;
    const notification = parse(data);
    if (isNotification(notification)) yield notification;
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    const detail = 'An event of the stream is no JSON. What it says is not shown: it may be about a patient.';
    throw new NetworkProblem({ status: 200, title: 'Unreadable event', detail, code: 'answer-unreadable' });
  }
}

/** The words for `type` are closed by the standard, and the network's own description leaves them open. */
function isNotification(value: unknown): value is Notification {
  return (
    typeof value === 'object' &&
    value !== null &&
    'offset' in value &&
    Number.isSafeInteger(value.offset) &&
    'relatedMessageId' in value &&
    'type' in value
  );
}
