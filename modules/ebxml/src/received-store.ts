import { batchStatement, createMicroBatcher, type Database } from '@samband/db';
import { v7 as uuidV7 } from 'uuid';
import { contentValues, type PackedContent, packContent } from './content.ts';

/** By which wire something came. `http-answer`: in the answer to a post of ours. */
export type Wire = 'smtp' | 'pop3' | 'http-async' | 'http-sync' | 'http-answer';

/** What a wire hands over. */
export interface Incoming {
  readonly wire: Wire;
  /** The mail as it came; of HTTP the head fields that matter, an empty line, and the body. */
  readonly bytes: Uint8Array;
  readonly mailFrom?: string | undefined;
  readonly mailTo?: readonly string[] | undefined;
}

/** Something that came in and was taken to be worked on: nobody else takes it before its lease ends. */
export interface Taken {
  readonly id: string;
  readonly receivedAt: Date;
  readonly wire: Wire;
  readonly mailFrom: string | null;
  readonly mailTo: readonly string[];
  /** Also the token of the lease. */
  readonly attempts: number;
}

const takenColumns = `id, received_at as "receivedAt", wire, mail_from as "mailFrom", mail_to as "mailTo", attempts`;

/** What is written down of it. */
interface Arrival {
  readonly taken: Taken;
  readonly content: PackedContent;
  readonly leaseUntil: Date;
}

const statement = batchStatement(
  'ebxml-receive',
  [
    ['position', 'int'],
    ['id', 'uuid'],
    ['size_bytes', 'int'],
    ['digest', 'bytea'],
    ['packing', 'smallint'],
    ['bytes', 'bytea'],
    ['received_at', 'timestamptz'],
    ['wire', 'text'],
    ['mail_from', 'text'],
    ['mail_to', 'text[]'],
    ['due_at', 'timestamptz'],
  ],
  (input) => `
with input as (${input}),
content as (
  insert into ebxml.content (id, size_bytes, digest, packing, bytes)
  select id, size_bytes, digest, packing, bytes from input)
insert into ebxml.received (id, received_at, wire, mail_from, mail_to, due_at, attempts)
select id, received_at, wire, mail_from, mail_to, due_at, 1 from input`,
);

async function writeArrivals(database: Database, arrivals: readonly Arrival[]): Promise<Taken[]> {
  const rows = arrivals.map(({ taken, content, leaseUntil }, position) => [
    position,
    ...contentValues(taken.id, content),
    taken.receivedAt,
    taken.wire,
    taken.mailFrom,
    taken.mailTo,
    leaseUntil,
  ]);
  await database.pool.query(statement(rows));
  return arrivals.map(({ taken }) => taken);
}

/** Errors: DatabaseUnavailable, WriteQueueFull. */
export type StoreReceived = (incoming: Incoming, receivedAt: Date, leaseUntil: Date) => Promise<Taken>;

/**
 * Puts things on disk as they came, those that come together in one commit, taken by the caller until the lease ends: when
 * it resolves, they cannot be lost any more.
 */
export function createStoreReceived(database: Database): StoreReceived {
  const write = createMicroBatcher<Arrival, Taken>({
    flush: (arrivals) => writeArrivals(database, arrivals),
    bytesOf: ({ content }) => content.bytes.byteLength,
  });
  return async ({ wire, bytes, mailFrom, mailTo = [] }, receivedAt, leaseUntil) => {
    const id = uuidV7({ msecs: receivedAt.getTime() });
    const taken = { id, receivedAt, wire, mailFrom: mailFrom ?? null, mailTo, attempts: 1 };
    return write({ taken, content: await packContent(bytes), leaseUntil });
  };
}

/** Takes what is due, the oldest first: what a stop has left, or what failed and is tried again. */
export async function takeDueReceived(
  database: Database,
  now: Date,
  leaseUntil: Date,
  takenMax: number,
): Promise<Taken[]> {
  const { rows } = await database.pool.query<Taken>({
    name: 'ebxml-take-received',
    text: `update ebxml.received set due_at = $2, attempts = attempts + 1
            where id in (select id from ebxml.received where due_at <= $1 order by due_at limit $3 for update skip locked)
           returning ${takenColumns}`,
    values: [now, leaseUntil, takenMax],
  });
  return rows;
}

/** Gives it back: it is taken again from then. */
export async function postponeReceived(database: Database, { id, attempts }: Taken, dueAt: Date): Promise<void> {
  await database.pool.query({
    name: 'ebxml-postpone-received',
    text: 'update ebxml.received set due_at = $3 where id = $1 and attempts = $2 and due_at is not null',
    values: [id, attempts, dueAt],
  });
}
