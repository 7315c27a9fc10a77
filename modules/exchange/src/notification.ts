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

/** What a reader of the feed asks for: the entries of these HER-ids after an offset, so many at the most. */
export interface FeedQuery {
  readonly herIds: readonly number[];
  /** One for all, or one for each HER-id. */
  readonly after: number | readonly number[];
  readonly limit: number;
}

type FeedRow = Omit<Notification, 'notificationId'> & { readonly position: number };

/**
 * One short index walk per HER-id, then the smallest of them: the planner would else read every entry of a busy party.
 * Readers that ask at the same time are answered by one statement; `position` tells them apart.
 */
const selectNotifications = prepared<FeedRow>(
  'notifications',
  `select reader."position", entry.feed_offset as "offset", entry.her_id as "herId",
          entry.message_id as "messageId", entry.kind, entry.triggered_by_her_id as "triggeredByHerId",
          entry.created_at as "createdAt"
     from jsonb_to_recordset($1::jsonb) as reader ("position" int, "herIds" int[], after bigint[], "limit" int)
     cross join lateral (
       select entry.*
         from unnest(reader."herIds", reader.after) as asked (her_id, after)
         cross join lateral (
           select * from exchange.notification
            where notification.her_id = asked.her_id and notification.feed_offset > asked.after
            order by notification.feed_offset
            limit reader."limit") as entry
        order by entry.feed_offset
        limit reader."limit") as entry
    order by reader."position", entry.feed_offset`,
);

/**
 * The entries after an offset for some HER-ids, in commit order; for several readers at once, in the order asked. A reader
 * that goes on from the last offset it was given never misses one: offsets become visible in their own order
 * (exchange.take_numbers).
 */
export async function findNotifications(database: Database, queries: readonly FeedQuery[]): Promise<Notification[][]> {
  const asked = queries.map(({ herIds, after, limit }, position) => {
    return { position, herIds, after: typeof after === 'number' ? herIds.map(() => after) : after, limit };
  });
  const rows = await selectNotifications(database, JSON.stringify(asked));
  const byReader = Map.groupBy(rows, ({ position }) => position);
  return queries.map((_, position) => (byReader.get(position) ?? []).map(toNotification));
}

function toNotification({ position: _, ...row }: FeedRow): Notification {
  return { ...row, notificationId: notificationIdOf(row) };
}

const selectFeedEnd = prepared<{ offset: number }>('feed-head', 'select feed_offset as "offset" from exchange.head');

/** The offset of the newest entry, of whomever: all up to it are there to be read. */
export async function findFeedEnd(database: Database): Promise<number> {
  return (await selectFeedEnd(database))[0]?.offset ?? 0;
}

/**
 * The id of an entry: a UUID v8 of its offset (the first 48 bits), its HER-id (the last 32) and, between them, random bits
 * of its message's own id: nothing need be stored for it, it tells where the entry is, and nobody can guess another's.
 */
export function notificationIdOf({
  offset,
  herId,
  messageId,
}: Pick<Notification, 'offset' | 'herId' | 'messageId'>): string {
  const place = offset.toString(16).padStart(12, '0');
  return `${place.slice(0, 8)}-${place.slice(8)}-8${messageId.slice(15, 28)}${herId.toString(16).padStart(8, '0')}`;
}

/** Where the entry is that an id speaks of, if `notificationIdOf` made it; undefined for any other id. */
export function placeOfNotification(notificationId: string): { offset: number; herId: number } | undefined {
  const [, high, low, herId] =
    /^([0-9a-f]{8})-([0-9a-f]{4})-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{4}([0-7][0-9a-f]{7})$/i.exec(
      notificationId,
    ) ?? [];
  if (high === undefined || herId === undefined) return undefined;
  return { offset: Number.parseInt(`${high}${low}`, 16), herId: Number.parseInt(herId, 16) };
}
