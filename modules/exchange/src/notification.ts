import type { Database } from '@samband/db';
import { prepared } from './prepared.ts';

/** One entry of the feed: something that the owner of a HER-id should look at. */
export interface Notification {
  /** In commit order over the whole exchange; one HER-id sees gaps. */
  readonly offset: number;
  readonly notificationId: string;
  readonly herId: number;
  readonly messageId: string;
  readonly kind:
    | 'NewMessage'
    | 'RefusedMessage'
    | 'MessageSentStateUpdated'
    | 'MessageApprecInfoUpdated'
    | 'MessageDeliveryStateUpdated';
  readonly triggeredByHerId: number;
  readonly createdAt: Date;
}

/**
 * One short index walk per HER-id, then the smallest of them: the planner would else read every entry of a busy party.
 */
const selectNotifications = prepared<Notification>(
  'notifications',
  `select entry.feed_offset as "offset", entry.notification_id as "notificationId", entry.her_id as "herId",
          entry.message_id as "messageId", entry.kind, entry.triggered_by_her_id as "triggeredByHerId",
          entry.created_at as "createdAt"
     from unnest($1::int[]) as asked (her_id)
     cross join lateral (
       select * from exchange.notification
        where notification.her_id = asked.her_id and notification.feed_offset > $2
        order by notification.feed_offset
        limit $3) as entry
    order by entry.feed_offset
    limit $3`,
);

/**
 * The entries after an offset for some HER-ids, in commit order. A reader that goes on from the last offset it was given
 * never misses one: offsets become visible in their own order (exchange.take_numbers).
 */
export function findNotifications(
  database: Database,
  herIds: readonly number[],
  after: number,
  limit: number,
): Promise<Notification[]> {
  return selectNotifications(database, herIds, after, limit);
}
