import { batchStatement, type Column, createMicroBatcher, type Database } from '@samband/db';
import { outgoingColumns, outgoingValueColumns, outgoingValues, type PackedOutgoing } from './outgoing.ts';
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

/** One answer of two at most: its columns begin with its place. */
const answerColumns = (place: 'first' | 'second'): Column[] =>
  outgoingValueColumns.map(([name, type]) => [`${place}_${name}`, type]);

const columns: readonly Column[] = [
  ['position', 'int'],
  ['id', 'uuid'],
  ['attempts', 'int'],
  ['key_envelope_id', 'text'],
  ['key_cpa_id', 'text'],
  ['digests', 'text[]'],
  ['from_role', 'text'],
  ['to_role', 'text'],
  ['kind', 'text'],
  ['from_her_id', 'int'],
  ['to_her_id', 'int'],
  ['cpa_id', 'text'],
  ['conversation_id', 'text'],
  ['envelope_id', 'text'],
  ['ref_to_envelope_id', 'text'],
  ['service', 'text'],
  ['action', 'text'],
  ['outcome', 'text'],
  ['codes', 'text[]'],
  ['facts', 'jsonb'],
  ['message_id', 'uuid'],
  ...answerColumns('first'),
  ...answerColumns('second'),
  ['again_id', 'uuid'],
  ['again_due_at', 'timestamptz'],
  ['again_give_up_at', 'timestamptz'],
];

const madeOf = (place: 'first' | 'second') =>
  `select ${outgoingValueColumns.map(([name]) => `${place}_${name} as ${name}`).join(', ')} from free where ${place}_id is not null`;

/**
 * One statement, so one commit: of each letter the key, the answers and the outcome are there together or not at all.
 * Nothing is written of one whose key is taken, be it by another of the same batch, or whose work somebody else has taken
 * over. Rows are locked and keys taken in sorted order, so that two batches cannot wait for each other.
 */
const statement = batchStatement(
  'ebxml-finish',
  columns,
  (input) => `
with input as (${input}),
mine as materialized (
  select input.*, received.wire
    from ebxml.received join input on input.id = received.id and input.attempts = received.attempts
   where received.due_at is not null
   order by received.id for update of received),
key as (
  insert into ebxml.envelope (envelope_id, from_her_id, to_her_id, cpa_id, digests, conversation_id, service, action,
                              from_role, to_role, received_id, wire, message_id, answer_id)
  select key_envelope_id, from_her_id, to_her_id, key_cpa_id, digests, conversation_id, service, action,
         from_role, to_role, id, wire, message_id, coalesce(first_id, second_id)
    from mine where key_envelope_id is not null
   order by key_envelope_id, from_her_id, to_her_id, key_cpa_id, id
  on conflict do nothing
  returning received_id),
free as materialized (
  select * from mine where key_envelope_id is null or id in (select received_id from key)),
made as materialized (${madeOf('first')} union all ${madeOf('second')}),
content as (
  insert into ebxml.content (id, size_bytes, digest, packing, bytes)
  select content_id, size_bytes, digest, packing, bytes from made),
answer as (
  insert into ebxml.outgoing (${outgoingColumns})
  select ${outgoingColumns} from made),
due_again as (
  select outgoing.id from ebxml.outgoing
   where id in (select again_id from free) and uri not like 'response:%'
   order by id for update),
again as (
  update ebxml.outgoing set due_at = again_due_at, give_up_at = again_give_up_at
    from free where outgoing.id = again_id and outgoing.id in (select id from due_again))
update ebxml.received
   set due_at = null, kind = free.kind, outcome = free.outcome, codes = free.codes, facts = free.facts,
       message_id = free.message_id, answer_id = coalesce(first_id, again_id), from_her_id = free.from_her_id,
       to_her_id = free.to_her_id, cpa_id = free.cpa_id, conversation_id = free.conversation_id,
       envelope_id = free.envelope_id, ref_to_envelope_id = free.ref_to_envelope_id, service = free.service,
       action = free.action
  from free where received.id = free.id
returning free.position`,
);

const codesMax = 50;
const textMax = 400;
const patienceMs = 72 * 3_600_000;

/** Something that was worked on, and what became of it. */
interface Finished {
  readonly taken: Taken;
  readonly finish: Finish;
  readonly now: Date;
}

/**
 * False when it is not ours to say: the same came at the same time, or the lease ended. Errors: DatabaseUnavailable,
 * WriteQueueFull.
 */
export type FinishReceived = (taken: Taken, finish: Finish, now: Date) => Promise<boolean>;

/** Writes down what became of things, those that end together in one commit. */
export function createFinishReceived(database: Database): FinishReceived {
  const write = createMicroBatcher<Finished, boolean>({
    flush: (finished) => writeFinished(database, finished),
    bytesOf: ({ finish: { answers = [] } }) => answers.reduce((sum, { content }) => sum + content.bytes.byteLength, 0),
  });
  return (taken, finish, now) => write({ taken, finish, now });
}

async function writeFinished(database: Database, finished: readonly Finished[]): Promise<boolean[]> {
  const { rows } = await database.pool.query<{ position: number }>(statement(finished.map(rowOf)));
  const written = new Set(rows.map(({ position }) => position));
  return finished.map((_, position) => written.has(position));
}

function rowOf({ taken, finish, now }: Finished, position: number): unknown[] {
  const { key, answers = [], againId } = finish;
  const was = { ...key, ...finish.was };
  const [answer, second] = answers;
  return [
    position,
    taken.id,
    taken.attempts,
    key?.envelopeId ?? null,
    key?.cpaId ?? null,
    key?.digests ?? null,
    short(key?.fromRole),
    short(key?.toRole),
    was.kind,
    was.fromHerId ?? null,
    was.toHerId ?? null,
    short(was.cpaId),
    short(was.conversationId),
    short(was.envelopeId),
    short(was.refToEnvelopeId),
    short(was.service),
    short(was.action),
    finish.outcome,
    (finish.codes ?? []).slice(0, codesMax),
    JSON.stringify(finish.facts ?? {}),
    finish.messageId ?? null,
    ...outgoingValues(answer),
    ...outgoingValues(second),
    againId ?? null,
    now,
    new Date(now.getTime() + patienceMs),
  ];
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
