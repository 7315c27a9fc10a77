import type { Column, Database } from '@samband/db';
import { v7 as uuidV7 } from 'uuid';
import { contentValues, type PackedContent, packContent } from './content.ts';

/** What we send: a document of the exchange, or what we say of something that came in. */
export type OutgoingKind =
  | 'payload'
  | 'acknowledgment'
  | 'message-error'
  | 'pong'
  | 'status-response'
  | 'soap-fault'
  | 'refusal-receipt';

/** Something made to be sent, with the bytes that go over the wire every time. */
export interface Outgoing {
  /** eb:MessageId. */
  readonly id: string;
  readonly kind: OutgoingKind;
  readonly fromHerId: number | undefined;
  readonly toHerId: number | undefined;
  /** `mailto:` or `https:`; `response:` goes in the answer to the post it is about. */
  readonly uri: string;
  readonly mailFrom: string;
  /** The mail's Message-ID without its brackets. */
  readonly mailId: string;
  readonly cpaId: string;
  readonly conversationId: string;
  /** What came in and is answered by it. */
  readonly aboutId: string | undefined;
  /** Of the payload parts and the envelope, as its signature says them. */
  readonly digests: readonly string[];
  readonly bytes: Uint8Array;
}

/** Packed and numbered, ready to be written in one statement with what it belongs to. */
export interface PackedOutgoing extends Omit<Outgoing, 'bytes'> {
  readonly contentId: string;
  readonly content: PackedContent;
  readonly madeAt: Date;
  /** When to send it; undefined where the exchange says when. */
  readonly dueAt: Date | undefined;
  readonly giveUpAt: Date | undefined;
}

/** Signals are tried as long as their partner waits for them. */
const signalPatienceMs = 72 * 3_600_000;

export async function packOutgoing(outgoing: Outgoing, madeAt: Date): Promise<PackedOutgoing> {
  const { bytes, ...facts } = outgoing;
  const isOursToTime = facts.kind !== 'payload' && !facts.uri.startsWith('response:');
  return {
    ...facts,
    contentId: uuidV7({ msecs: madeAt.getTime() }),
    content: await packContent(bytes),
    madeAt,
    dueAt: isOursToTime ? madeAt : undefined,
    giveUpAt: isOursToTime ? new Date(madeAt.getTime() + signalPatienceMs) : undefined,
  };
}

/** The columns of one row. */
export const outgoingColumns = `id, kind, made_at, from_her_id, to_her_id, uri, mail_from, mail_id, cpa_id, conversation_id,
  about_id, digests, content_id, due_at, give_up_at`;

/** What `outgoingValues` gives, the content first. */
export const outgoingValueColumns: readonly Column[] = [
  ['content_id', 'uuid'],
  ['size_bytes', 'int'],
  ['digest', 'bytea'],
  ['packing', 'smallint'],
  ['bytes', 'bytea'],
  ['id', 'uuid'],
  ['kind', 'text'],
  ['made_at', 'timestamptz'],
  ['from_her_id', 'int'],
  ['to_her_id', 'int'],
  ['uri', 'text'],
  ['mail_from', 'text'],
  ['mail_id', 'text'],
  ['cpa_id', 'text'],
  ['conversation_id', 'text'],
  ['about_id', 'uuid'],
  ['digests', 'text[]'],
  ['due_at', 'timestamptz'],
  ['give_up_at', 'timestamptz'],
];

export function outgoingValues(outgoing: PackedOutgoing | undefined): unknown[] {
  if (!outgoing) return outgoingValueColumns.map(() => null);
  const { contentId, content } = outgoing;
  return [
    ...contentValues(contentId, content),
    outgoing.id,
    outgoing.kind,
    outgoing.madeAt,
    outgoing.fromHerId ?? null,
    outgoing.toHerId ?? null,
    outgoing.uri,
    outgoing.mailFrom,
    outgoing.mailId,
    outgoing.cpaId,
    outgoing.conversationId,
    outgoing.aboutId ?? null,
    outgoing.digests,
    outgoing.dueAt ?? null,
    outgoing.giveUpAt ?? null,
  ];
}

/** As it stands when it is looked for again. */
export interface StoredOutgoing extends Omit<Outgoing, 'bytes' | 'fromHerId' | 'toHerId' | 'aboutId'> {
  readonly fromHerId: number | null;
  readonly toHerId: number | null;
  readonly aboutId: string | null;
  readonly contentId: string;
  readonly attempts: number;
  readonly giveUpAt: Date | null;
  readonly sentAt: Date | null;
}

export const storedColumns = `id, kind, from_her_id as "fromHerId", to_her_id as "toHerId", uri, mail_from as "mailFrom",
  mail_id as "mailId", cpa_id as "cpaId", conversation_id as "conversationId", about_id as "aboutId", digests,
  content_id as "contentId", attempts, give_up_at as "giveUpAt", sent_at as "sentAt"`;

const insertStatement = `
with content as (
  insert into ebxml.content (id, size_bytes, digest, packing, bytes)
  select $1::uuid, $2::int, $3::bytea, $4::smallint, $5::bytea
   where not exists (select from ebxml.outgoing where id = $6::uuid)
  returning id)
insert into ebxml.outgoing (${outgoingColumns})
select $6::uuid, $7::text, $8::timestamptz, $9::int, $10::int, $11::text, $12::text, $13::text, $14::text, $15::text,
       $16::uuid, $17::text[], content.id, $18::timestamptz, $19::timestamptz
  from content
on conflict (id) do nothing`;

/**
 * Writes it down before it is sent, once: of two that are made at the same time under one id the first one stands, and is
 * given. Errors: DatabaseUnavailable.
 */
export async function keepOutgoing(database: Database, outgoing: PackedOutgoing): Promise<StoredOutgoing> {
  await database.pool.query({ name: 'ebxml-keep-outgoing', text: insertStatement, values: outgoingValues(outgoing) });
  const kept = await findOutgoing(database, outgoing.id);
  if (!kept) throw new Error(`outgoing ${outgoing.id} was written and is not there`);
  return kept;
}

export async function findOutgoing(database: Database, id: string): Promise<StoredOutgoing | undefined> {
  const { rows } = await database.pool.query<StoredOutgoing>({
    name: 'ebxml-outgoing',
    text: `select ${storedColumns} from ebxml.outgoing where id = $1::uuid`,
    values: [id],
  });
  return rows[0];
}

/** By the Message-ID of its mail, as bounces and SOAP Faults name it. */
export async function findByMailId(
  database: Database,
  mailIds: readonly string[],
): Promise<StoredOutgoing | undefined> {
  const { rows } = await database.pool.query<StoredOutgoing>({
    name: 'ebxml-outgoing-of-mail',
    text: `select ${storedColumns} from ebxml.outgoing where mail_id = any($1::text[]) limit 1`,
    values: [mailIds],
  });
  return rows[0];
}

/** The first time that a peer has taken it. */
export async function noteSent(database: Database, id: string, sentAt: Date): Promise<void> {
  await database.pool.query({
    name: 'ebxml-note-first-sent',
    text: 'update ebxml.outgoing set sent_at = $2 where id = $1 and sent_at is null',
    values: [id, sentAt],
  });
}

/** Nothing more is sent of it: its partner has been heard of. */
export async function closeOutgoing(database: Database, id: string): Promise<void> {
  await database.pool.query({
    name: 'ebxml-close-outgoing',
    text: 'update ebxml.outgoing set due_at = null where id = $1 and due_at is not null',
    values: [id],
  });
}
