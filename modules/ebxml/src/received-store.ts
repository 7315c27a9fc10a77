import type { Database } from '@samband/db';
import { v7 as uuidV7 } from 'uuid';
import { contentValues, packContent } from './content.ts';

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

/**
 * Puts it on disk as it came, taken by the caller until the lease ends: from then on it cannot be lost.
 * Errors: DatabaseUnavailable.
 */
export async function storeReceived(
  database: Database,
  { wire, bytes, mailFrom, mailTo = [] }: Incoming,
  receivedAt: Date,
  leaseUntil: Date,
): Promise<Taken> {
  const id = uuidV7({ msecs: receivedAt.getTime() });
  await database.pool.query({
    name: 'ebxml-receive',
    text: `with content as (
             insert into ebxml.content (id, size_bytes, digest, packing, bytes) values ($1, $2, $3, $4, $5))
           insert into ebxml.received (id, received_at, wire, mail_from, mail_to, due_at, attempts)
           values ($1, $6, $7, $8, $9, $10, 1)`,
    values: [...contentValues(id, await packContent(bytes)), receivedAt, wire, mailFrom ?? null, mailTo, leaseUntil],
  });
  return { id, receivedAt, wire, mailFrom: mailFrom ?? null, mailTo, attempts: 1 };
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
