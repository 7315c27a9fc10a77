import { type Database, openDatabase, startEmbeddedPostgres } from '@samband/db';
import type { MessageStatus } from './sending-journal.ts';
import type { Traffic } from './traffic.ts';
import type { TrialNetwork } from './trial-network.ts';

export interface Verdict {
  readonly accepted: number;
  /** Accepted, and not there whole for the receiver; or a receipt that was accepted, and not there for the sender. */
  readonly lost: number;
  /** Told of twice as new, or stored twice under one MsgId. */
  readonly doubled: number;
  /** Words of a status that no stored evidence backs. */
  readonly statusWithoutProof: number;
  /** Messages that are there without something that belongs to them, and things without their message. */
  readonly incomplete: number;
  /** Answers that put the fault on a sender who had none. */
  readonly blamed: number;
}

/**
 * Holds what the network shows and has stored against the ledgers of both sides. Stops the server, since the evidence is
 * read from the tables themselves.
 */
export async function judge(network: TrialNetwork, traffic: Traffic): Promise<Verdict> {
  const shown = await statusesShown(traffic);
  await network.server().stop();
  const stored = await readEvidence(network.dataFolder);

  const fetched = new Map(traffic.receivers.flatMap((receiver) => [...receiver.fetched]));
  const sent = traffic.senders.flatMap((sender) => [...sender.accepted.values()]);
  const lostLetters = sent.filter(({ id, documentDigest }) => fetched.get(id) !== documentDigest);
  const answered = traffic.receivers.flatMap((receiver) => [...receiver.answered]);
  const lostReceipts = answered.filter(([id, receiptId]) => {
    const line = shown.get(id)?.statusList[0];
    return line?.apprecInfo?.appRecStatus !== 'Ok' || line.apprecInfo.appRecId !== receiptId;
  });
  const toldTwice = traffic.receivers.flatMap((receiver) => receiver.toldTwice);
  const unbacked = [...shown].flatMap(([id, status]) => unbackedWords(id, status, stored));
  return {
    accepted: sent.length,
    lost: lostLetters.length + lostReceipts.length,
    doubled: toldTwice.length + stored.doubled,
    statusWithoutProof: unbacked.length,
    incomplete: stored.incomplete,
    blamed: traffic.senders.reduce((sum, { blamed }) => sum + blamed.length, 0),
  };
}

async function statusesShown({ senders }: Traffic): Promise<Map<string, MessageStatus>> {
  const shown = new Map<string, MessageStatus>();
  for (const sender of senders) {
    const ids = [...sender.accepted.values()].map(({ id }) => id);
    const lane = async () => {
      for (let id = ids.pop(); id; id = ids.pop()) shown.set(id, await sender.statusOf(id));
    };
    await Promise.all(Array.from({ length: 8 }, lane));
  }
  return shown;
}

interface Evidence {
  /** `message id/receiver/kind` of each event. */
  readonly events: ReadonlySet<string>;
  /** Receipt id → the message that it is stored as the answer to. */
  readonly receipts: ReadonlyMap<string, string>;
  readonly doubled: number;
  readonly incomplete: number;
}

async function readEvidence(dataFolder: string): Promise<Evidence> {
  const postgres = await startEmbeddedPostgres({ dataFolder });
  const database = await openDatabase({ url: postgres.url, statementTimeoutMs: 120_000 });
  try {
    return await evidenceIn(database);
  } finally {
    await database.close();
    await postgres.stop();
  }
}

async function evidenceIn({ pool }: Database): Promise<Evidence> {
  const events = await pool.query<{ key: string }>(
    `select message_id || '/' || receiver_her_id || '/' || kind as key from exchange.event where receiver_her_id is not null`,
  );
  // Only receipts whose bytes are there: a row that points nowhere proves nothing.
  const receipts = await pool.query<{ id: string; original: string }>(`
    select receipt_message_id as id, original_message_id as original
      from exchange.receipt join exchange.body on body.message_id = receipt.receipt_message_id
     where length(body.content) > 0`);
  const doubled = await pool.query<{ count: number }>(`
    select count(*)::int as count from (
      select from exchange.message group by sender_her_id, document_id having count(*) > 1) as twice`);
  const incomplete = await pool.query<{ count: number }>(incompleteMessages);
  return {
    events: new Set(events.rows.map(({ key }) => key)),
    receipts: new Map(receipts.rows.map(({ id, original }) => [id, original])),
    doubled: doubled.rows[0]?.count ?? 0,
    incomplete: incomplete.rows[0]?.count ?? 0,
  };
}

/** A message is there with everything that belongs to it, or not at all; no feed offset is above the last that was given. */
const incompleteMessages = `
  select count(*)::int as count from (
    select id from exchange.message as message
     where not exists (select from exchange.document_key where message_id = message.id)
        or not exists (select from exchange.body where message_id = message.id)
        or not exists (select from exchange.delivery where message_id = message.id)
        or not exists (select from exchange.event where message_id = message.id and kind = 'accepted')
        or not exists (select from exchange.event where message_id = message.id and kind = 'delivered')
        or not exists (select from exchange.notification where message_id = message.id or message_id in (
              select original_message_id from exchange.receipt where receipt_message_id = message.id))
    union all select message_id from exchange.document_key where message_id not in (select id from exchange.message)
    union all select message_id from exchange.delivery where message_id not in (select id from exchange.message)
    union all select message_id from exchange.event where message_id not in (select id from exchange.message)
    union all select message_id from exchange.notification, exchange.head
               where notification.feed_offset > head.feed_offset) as incomplete`;

/** What a status says and no event or receipt backs. */
function unbackedWords(id: string, { statusList }: MessageStatus, { events, receipts }: Evidence): string[] {
  return statusList.flatMap(({ receiverHerId, sent, transportDeliveryState, apprecInfo }) => {
    const has = (...kinds: string[]) => kinds.some((kind) => events.has(`${id}/${receiverHerId}/${kind}`));
    const isTaken = transportDeliveryState === 'Acknowledged';
    return [
      ...(sent && !has('delivered', 'transferred') ? ['sent'] : []),
      ...(isTaken && !has('downloaded', 'receipt-matched', 'acknowledged') ? ['Acknowledged'] : []),
      ...(apprecInfo && !(has('receipt-matched') && receipts.get(apprecInfo.appRecId) === id) ? ['apprecInfo'] : []),
    ];
  });
}
