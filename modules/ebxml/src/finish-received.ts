import type { Database } from '@samband/db';
import { outgoingColumns, outgoingValues, type PackedOutgoing } from './outgoing.ts';
import type { Taken } from './received-store.ts';

/** What became of something that came in. */
export type ReceivedOutcome =
  /** The document is in the exchange. */
  | 'accepted'
  /** It had come before: the same signal again, nothing delivered. */
  | 'duplicate'
  /** Other content under the same ids (HITS 1172 §5.8.2): refused. */
  | 'false-reunion'
  /** Refused with an ErrorList. */
  | 'refused'
  /** The envelope is right and acknowledged; the document is not, and a negative AppRec says why. */
  | 'document-refused'
  /** Answered with a SOAP Fault. */
  | 'fault'
  /** Nobody can be told: only kept. */
  | 'logged'
  /** A signal about something that we have sent. */
  | 'matched'
  /** A signal about nothing that we know. */
  | 'unmatched'
  /** A question of the message handler, answered. */
  | 'answered'
  | 'bounce';

/** What it was, as far as it could be read. */
export interface ReceivedFacts {
  readonly kind: string;
  readonly fromHerId?: number | undefined;
  readonly toHerId?: number | undefined;
  readonly cpaId?: string | undefined;
  readonly conversationId?: string | undefined;
  readonly envelopeId?: string | undefined;
  readonly refToEnvelopeId?: string | undefined;
  readonly service?: string | undefined;
  readonly action?: string | undefined;
}

/** The key by which the same envelope is known when it comes again, and what its answer will need. */
export interface EnvelopeKey {
  readonly envelopeId: string;
  readonly fromHerId: number;
  readonly toHerId: number;
  readonly cpaId: string;
  readonly digests: readonly string[];
  readonly conversationId: string;
  readonly service: string;
  readonly action: string;
  readonly fromRole: string | undefined;
  readonly toRole: string | undefined;
}

export interface Finish {
  readonly was: ReceivedFacts;
  readonly outcome: ReceivedOutcome;
  readonly codes?: readonly string[];
  /** What else is worth keeping: who signed, by which algorithm. Nothing of the document. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** In the exchange. */
  readonly messageId?: string | undefined;
  /** Taken together with it: another who has it already wins. */
  readonly key?: EnvelopeKey | undefined;
  readonly answers?: readonly PackedOutgoing[];
  /** An answer that was made before, and is due once more. */
  readonly againId?: string | undefined;
}

/**
 * One statement, so one commit: the key, the answers and the outcome are there together or not at all. Nothing is written
 * when the key is taken, or somebody else has taken the work over.
 */
const statement = `
with mine as (select id, wire from ebxml.received where id = $1 and attempts = $2 and due_at is not null for update),
key as (
  insert into ebxml.envelope (envelope_id, from_her_id, to_her_id, cpa_id, digests, conversation_id, service, action,
                              from_role, to_role, received_id, wire, message_id, answer_id)
  select $3::text, $4::int, $5::int, $6::text, $7::text[], $8::text, $9::text, $10::text, $11::text, $12::text,
         mine.id, mine.wire, $13::uuid, coalesce($26::uuid, $45::uuid)
    from mine where $3::text is not null
  on conflict do nothing
  returning true),
free as (select id from mine where $3::text is null or exists (select from key)),
content as (
  insert into ebxml.content (id, size_bytes, digest, packing, bytes)
  select made.* from free, (values ($21::uuid, $22::int, $23::bytea, $24::smallint, $25::bytea),
                                   ($40::uuid, $41::int, $42::bytea, $43::smallint, $44::bytea)) as made (id) where made.id is not null),
answer as (
  insert into ebxml.outgoing (${outgoingColumns})
  select made.* from free,
    (values ($26::uuid, $27::text, $28::timestamptz, $29::int, $30::int, $31::text, $32::text, $33::text, $34::text, $35::text,
             $36::uuid, $37::text[], $21::uuid, $38::timestamptz, $39::timestamptz),
            ($45::uuid, $46::text, $47::timestamptz, $48::int, $49::int, $50::text, $51::text, $52::text, $53::text, $54::text,
             $55::uuid, $56::text[], $40::uuid, $57::timestamptz, $58::timestamptz)) as made (id)
   where made.id is not null),
again as (
  update ebxml.outgoing set due_at = $59, give_up_at = $60
    from free where outgoing.id = $61::uuid and outgoing.uri not like 'response:%')
update ebxml.received
   set due_at = null, kind = $14, outcome = $15, codes = $16, facts = $17, message_id = $13,
       answer_id = coalesce($26, $61), from_her_id = $4, to_her_id = $5, cpa_id = $18, conversation_id = $8,
       envelope_id = $19, ref_to_envelope_id = $20, service = $9, action = $10
  from free where received.id = free.id
returning true`;

const codesMax = 50;
const textMax = 400;
const patienceMs = 72 * 3_600_000;

/** Writes down what became of it; false when it is not ours to say: the same came at the same time, or the lease ended. */
export async function finishReceived(database: Database, taken: Taken, finish: Finish, now: Date): Promise<boolean> {
  const { key, answers = [], againId } = finish;
  const was = { ...key, ...finish.was };
  const [answer, second] = answers;
  const { rowCount } = await database.pool.query({
    name: 'ebxml-finish',
    text: statement,
    values: [
      taken.id,
      taken.attempts,
      key?.envelopeId ?? null,
      was.fromHerId ?? null,
      was.toHerId ?? null,
      key?.cpaId ?? null,
      key?.digests ?? null,
      short(was.conversationId),
      short(was.service),
      short(was.action),
      short(key?.fromRole),
      short(key?.toRole),
      finish.messageId ?? null,
      was.kind,
      finish.outcome,
      (finish.codes ?? []).slice(0, codesMax),
      JSON.stringify(finish.facts ?? {}),
      short(was.cpaId),
      short(was.envelopeId),
      short(was.refToEnvelopeId),
      ...outgoingValues(answer),
      ...outgoingValues(second),
      now,
      new Date(now.getTime() + patienceMs),
      againId ?? null,
    ],
  });
  return (rowCount ?? 0) > 0;
}

function short(text: string | undefined): string | null {
  return text?.slice(0, textMax) ?? null;
}

/** An envelope that has come before. */
export interface KnownEnvelope {
  readonly receivedId: string;
  readonly digests: readonly string[];
  readonly messageId: string | null;
  readonly answerId: string | null;
}

/** By the duplicate key. Errors: DatabaseUnavailable. */
export async function findEnvelope(
  database: Database,
  { envelopeId, fromHerId, toHerId, cpaId }: EnvelopeKey,
): Promise<KnownEnvelope | undefined> {
  const { rows } = await database.pool.query<KnownEnvelope>({
    name: 'ebxml-envelope',
    text: `select received_id as "receivedId", digests, message_id as "messageId", answer_id as "answerId"
             from ebxml.envelope where envelope_id = $1 and from_her_id = $2 and to_her_id = $3 and cpa_id = $4`,
    values: [envelopeId, fromHerId, toHerId, cpaId],
  });
  return rows[0];
}

/** The envelope in which a message of the exchange came in: what answers it names its ids and goes in its conversation. */
export interface EnvelopeOfMessage extends Omit<EnvelopeKey, 'digests' | 'fromRole' | 'toRole'> {
  readonly receivedId: string;
  readonly wire: string;
  readonly fromRole: string | null;
  readonly toRole: string | null;
}

export async function findEnvelopeOf(database: Database, messageId: string): Promise<EnvelopeOfMessage | undefined> {
  const { rows } = await database.pool.query<EnvelopeOfMessage>({
    name: 'ebxml-envelope-of-message',
    text: `select envelope_id as "envelopeId", from_her_id as "fromHerId", to_her_id as "toHerId", cpa_id as "cpaId",
                  conversation_id as "conversationId", service, action, from_role as "fromRole", to_role as "toRole",
                  received_id as "receivedId", wire
             from ebxml.envelope where message_id = $1 order by received_id limit 1`,
    values: [messageId],
  });
  return rows[0];
}
