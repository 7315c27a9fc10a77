import type { Database } from '@samband/db';
import type { MessageEvent } from './event.ts';
import { prepared } from './prepared.ts';

// Of what can happen only once for each receiver there is never more: 200 messages to 100 receivers, 10 kinds.
const onceEventsMax = 200_400;
// A document can be read without end: the newest are shown.
const repeatedEventsMaxOfMessage = 200;

interface EventRow {
  readonly sequence: number;
  readonly messageId: string;
  readonly receiverHerId: number | null;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly proof: object;
}

/** The proof of 'accepted' is kept without what its message says, which the same statement wrote and nothing changes. */
const eventColumns = `
  event.sequence, event.message_id as "messageId", event.receiver_her_id as "receiverHerId", event.kind,
  event.occurred_at as "occurredAt",
  case event.kind when 'accepted' then event.proof || (
         select jsonb_build_object('digest', encode(message.digest, 'hex'), 'sizeBytes', message.size_bytes,
                                   'organizationNumber', message.sender_organization_number)
           from exchange.message where message.id = event.message_id)
       else event.proof end as proof`;

/** What can happen again and again; all else only once, for the message or for each receiver (see the index). */
const repeated = `('fetched', 'false-reunion-refused', 'attempted', 'second-receipt-kept', 'resent')`;
const onlyOnce = `('accepted', 'delivered', 'routed', 'downloaded', 'receipt-matched', 'receipt-seen', 'transferred', 'acknowledged',
  'transport-rejected', 'abandoned', 'receipt-overdue', 'body-removed')`;

const selectProofs = prepared<EventRow>(
  'proofs-of-message',
  `select ${eventColumns} from exchange.event where event.message_id = $1 and event.kind in ${onlyOnce}
    order by event.sequence limit ${onceEventsMax}`,
);

const selectProofsOfMany = prepared<EventRow>(
  'proofs-of-messages',
  `select event.* from unnest($1::uuid[]) as asked (id)
     cross join lateral (
       select ${eventColumns} from exchange.event where event.message_id = asked.id and event.kind in ${onlyOnce}
        order by event.sequence limit ${onceEventsMax}) as event`,
);

/**
 * What statuses are computed from, in the order it was committed: however often the document was read, none is left out.
 * For several messages at once, in the order asked.
 */
export async function findProofs(database: Database, messageIds: readonly string[]): Promise<MessageEvent[][]> {
  const [first] = messageIds;
  const rows =
    messageIds.length === 1
      ? await selectProofs(database, first)
      : await selectProofsOfMany(database, [...new Set(messageIds)]);
  const byMessage = Map.groupBy(rows, (row) => row.messageId);
  return messageIds.map((id) => (byMessage.get(id) ?? []).map(toEvent));
}

const selectEvents = prepared<EventRow>(
  'events',
  `select * from (
     (select ${eventColumns} from exchange.event
       where event.message_id = any($1::uuid[]) and event.kind in ${onlyOnce} order by event.sequence limit ${onceEventsMax})
     union all
     select newest.* from unnest($1::uuid[]) as asked (id)
       cross join lateral (
         select ${eventColumns} from exchange.event
          where event.message_id = asked.id and event.kind in ${repeated}
          order by event.sequence desc limit ${repeatedEventsMaxOfMessage}) as newest) as event
    order by sequence`,
);

/** What happened to these messages, in the order it was committed; of what happened very often, the newest. */
export async function findEvents(database: Database, messageIds: readonly string[]): Promise<MessageEvent[]> {
  return (await selectEvents(database, messageIds)).map(toEvent);
}

function toEvent(row: EventRow): MessageEvent {
  return { ...row, receiverHerId: row.receiverHerId ?? undefined } as unknown as MessageEvent;
}
