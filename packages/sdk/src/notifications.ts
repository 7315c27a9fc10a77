import type { Caller, CallOptions } from './caller.ts';

export type NotificationType =
  | 'NewMessage'
  | 'RefusedMessage'
  | 'MessageSentStateUpdated'
  | 'MessageApprecInfoUpdated'
  | 'MessageDeliveryStateUpdated';

/** Something that happened to a message of yours. */
export interface Notification {
  readonly notificationId: string;
  readonly relatedMessageId: string;
  readonly type: NotificationType;
  readonly notificationReceiverHerId: number;
  readonly notificationTriggeredByHerId?: number | null;
  readonly description?: string | null;
  readonly createdAt: string;
  /** Place in the feed. Global, grows in commit order, has gaps. */
  readonly offset: number;
}

export interface NotificationQuery {
  /** 1 to 1500 of your own HER-ids, each once. */
  readonly herIds: readonly number[];
  /** Start after this place; 0 is the beginning. */
  readonly offset: number;
  /** 1 to 1000; the network gives 100 when not said. */
  readonly limit?: number;
}

/** The feed, one page at a time. */
export function notificationCalls(call: Caller) {
  return {
    async notifications(query: NotificationQuery, options: CallOptions = {}): Promise<readonly Notification[]> {
      const parameters = new URLSearchParams(query.herIds.map((herId): [string, string] => ['HerIds', String(herId)]));
      parameters.set('Offset', String(query.offset));
      if (query.limit !== undefined) parameters.set('NotificationsToFetch', String(query.limit));
      const path = `/notifications?${parameters}`;
      const body = (await call({ method: 'GET', path, repeatable: true, ...options })) as {
        notifications: Notification[];
      };
      return body.notifications;
    },
  };
}
