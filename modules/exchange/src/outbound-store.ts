import type { Database } from '@samband/db';
import type { Proofs } from './event.ts';
import { prepared } from './prepared.ts';
import type { Acknowledgment } from './transport.ts';

/** A delivery that was taken to be pushed: nobody else takes it before its lease ends. */
export interface Claimed {
  readonly messageId: string;
  readonly receiverHerId: number;
  readonly senderHerId: number;
  readonly envelopeId: string;
  readonly transport: string;
  readonly partner: string;
  readonly giveUpAt: Date;
  /** Also the token of the lease: what is written about it later counts only while this is still the newest. */
  readonly attempts: number;
  readonly failures: number;
  readonly transfers: number;
  /** The receiver has been heard of already: there is nothing left to send. */
  readonly isAnswered: boolean;
  readonly answersMessageId: string | null;
  readonly documentId: string;
  readonly messageType: string;
  readonly conversationId: string | null;
  readonly digest: string;
  readonly sizeBytes: number;
  readonly route: Proofs['routed'];
}

export interface ClaimRequest {
  readonly transports: readonly string[];
  readonly now: Date;
  readonly leaseUntil: Date;
  readonly claimsMax: number;
  /** How many one partner may have under way, and how many it has here already. */
  readonly perPartnerMax: number;
  readonly underWay: ReadonlyMap<string, number>;
}

/** How many partners with something open are looked at in one go. */
const partnersMax = 10_000;

/**
 * Walks from partner to partner along the index (one short probe each), and takes of each only what it has places for, so
 * a partner with a long queue costs the others nothing. It does not set out when nothing is due at all. What another node
 * holds is skipped.
 */
const claimStatement = prepared<Claimed>(
  'claim-outbound',
  `with recursive partner (name, position) as (
     (select outbound.partner, 1 from exchange.outbound
       where due_at is not null and exists (select from exchange.outbound as due where due.due_at <= $2)
       order by partner limit 1)
     union all
     select (select outbound.partner from exchange.outbound
              where due_at is not null and outbound.partner > partner.name order by outbound.partner limit 1), position + 1
       from partner where partner.name is not null and position < ${partnersMax}),
   busy as (select * from unnest($5::text[], $6::int[]) as busy (name, count)),
   due as (
     select taken.message_id, taken.receiver_her_id, taken.due_at
       from partner left join busy using (name)
       cross join lateral (
         select message_id, receiver_her_id, due_at from exchange.outbound
          where outbound.partner = partner.name and due_at <= $2 and transport = any($1::text[])
          order by due_at
          limit greatest(0, $4::int - coalesce(busy.count, 0))
            for update skip locked) as taken
      where partner.name is not null
      order by taken.due_at
      limit $7),
   claimed as (
     update exchange.outbound set due_at = $3, attempts = attempts + 1
       from due
      where outbound.message_id = due.message_id and outbound.receiver_her_id = due.receiver_her_id
     returning outbound.*)
   select claimed.message_id as "messageId", claimed.receiver_her_id as "receiverHerId",
          message.sender_her_id as "senderHerId", envelope_id as "envelopeId", claimed.transport, partner,
          give_up_at as "giveUpAt", attempts, failures, transfers,
          exists (select from exchange.event as heard
                   where heard.message_id = claimed.message_id and coalesce(heard.receiver_her_id, 0) = claimed.receiver_her_id
                     and heard.kind in ('acknowledged', 'transport-rejected', 'downloaded', 'receipt-matched')) as "isAnswered",
          message.answers_message_id as "answersMessageId", message.document_id as "documentId",
          message.message_type as "messageType", message.conversation_id as "conversationId",
          encode(message.digest, 'hex') as digest, message.size_bytes as "sizeBytes", routed.proof as route
     from claimed
     join exchange.message on message.id = claimed.message_id
     join exchange.event as routed on routed.message_id = claimed.message_id and routed.kind = 'routed'
                                  and coalesce(routed.receiver_her_id, 0) = claimed.receiver_her_id`,
);

/** Takes deliveries that are due, until the lease ends. */
export function claimOutbound(database: Database, request: ClaimRequest): Promise<Claimed[]> {
  const { transports, now, leaseUntil, claimsMax, perPartnerMax, underWay } = request;
  const [partners, counts] = [[...underWay.keys()], [...underWay.values()]];
  return claimStatement(database, transports, now, leaseUntil, perPartnerMax, partners, counts, claimsMax);
}

const postponeStatement = prepared(
  'postpone-outbound',
  `update exchange.outbound set due_at = $4, failures = $5, transfers = $6
    where message_id = $1 and receiver_her_id = $2 and attempts = $3 and due_at is not null`,
);

/** When it is to be taken again; nothing changes when it was closed, or taken by another, in the meantime. */
export async function postpone(
  database: Database,
  { messageId, receiverHerId, attempts }: Claimed,
  next: { readonly dueAt: Date; readonly failures: number; readonly transfers: number },
): Promise<void> {
  await postponeStatement(database, messageId, receiverHerId, attempts, next.dueAt, next.failures, next.transfers);
}

const closeStatement = prepared(
  'close-outbound',
  'update exchange.outbound set due_at = null where message_id = $1 and receiver_her_id = $2 and due_at is not null',
);

/** Nothing more is to be sent. */
export async function closeOutbound(database: Database, messageId: string, receiverHerId: number): Promise<void> {
  await closeStatement(database, messageId, receiverHerId);
}

/** A delivery as its acknowledgment finds it. */
export interface Sent {
  readonly messageId: string;
  readonly receiverHerId: number;
  readonly senderHerId: number;
  readonly transport: string;
  readonly kept: Acknowledgment | null;
}

const sentColumns = `
  outbound.message_id as "messageId", receiver_her_id as "receiverHerId", sender_her_id as "senderHerId", transport,
  kept_acknowledgment as kept
  from exchange.outbound join exchange.message on message.id = outbound.message_id`;

const selectByEnvelope = prepared<Sent>('outbound-of-envelope', `select ${sentColumns} where envelope_id = $1::uuid`);

export async function findByEnvelope(database: Database, envelopeId: string): Promise<Sent | undefined> {
  return (await selectByEnvelope(database, envelopeId))[0];
}

const keepStatement = prepared(
  'keep-acknowledgment',
  'update exchange.outbound set kept_acknowledgment = $2 where envelope_id = $1::uuid',
);

export async function keepAcknowledgment(database: Database, acknowledgment: Acknowledgment): Promise<void> {
  await keepStatement(database, acknowledgment.envelopeId, JSON.stringify(acknowledgment));
}

interface TransferRow {
  readonly digests: readonly string[];
}

const selectTransfers = prepared<TransferRow>(
  'transfers',
  `select proof -> 'digests' as digests from exchange.event
    where message_id = $1 and kind in ('transferred', 'resent') and coalesce(receiver_her_id, 0) = $2
    order by sequence desc limit 20`,
);

/** The digests of each sending, as the evidence has them. */
export async function findTransfers(database: Database, messageId: string, receiverHerId: number): Promise<string[][]> {
  const rows = await selectTransfers(database, messageId, receiverHerId);
  return rows.map(({ digests }) => [...digests]);
}
