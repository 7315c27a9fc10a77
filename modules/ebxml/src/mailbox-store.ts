import type { Database } from '@samband/db';
import { v7 as uuidV7 } from 'uuid';
import { contentValues, packContent, unpackContent } from './content.ts';

/** An EDI mailbox of a member: mail comes in by SMTP, and its owner fetches it by POP3. */
export interface Mailbox {
  /** In lower case: mail addresses are the same in any case. */
  readonly address: string;
  readonly herId: number;
  readonly userName: string;
  readonly sizeMaxBytes: number;
  /** How long a mail that was fetched and removed is still kept, and one that nobody fetches is waited for. */
  readonly keptDays: number;
  readonly openedAt: Date;
}

const columns = `address, her_id as "herId", user_name as "userName", size_max_bytes as "sizeMaxBytes", kept_days as "keptDays",
  opened_at as "openedAt"`;

const mailboxesMax = 10_000;

export async function listMailboxes(database: Database): Promise<Mailbox[]> {
  const { rows } = await database.pool.query<Mailbox>({
    name: 'ebxml-mailboxes',
    text: `select ${columns} from ebxml.mailbox where closed_at is null order by address limit $1`,
    values: [mailboxesMax],
  });
  return rows;
}

/** Opens it, or changes what is given of one that is open. Its address never moves to another user name. */
export async function saveMailbox(
  database: Database,
  mailbox: Mailbox & { readonly passwordHash: string },
): Promise<void> {
  const { address, herId, userName, passwordHash, sizeMaxBytes, keptDays, openedAt } = mailbox;
  await database.pool.query({
    name: 'ebxml-save-mailbox',
    text: `insert into ebxml.mailbox (address, her_id, user_name, password_hash, size_max_bytes, kept_days, opened_at)
           values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (address) do update
              set her_id = excluded.her_id, user_name = excluded.user_name, password_hash = excluded.password_hash,
                  size_max_bytes = excluded.size_max_bytes, kept_days = excluded.kept_days, closed_at = null`,
    values: [address, herId, userName, passwordHash, sizeMaxBytes, keptDays, openedAt],
  });
}

/** No mail comes in any more; what is there can still be fetched. */
export async function closeMailbox(database: Database, address: string, closedAt: Date): Promise<boolean> {
  const { rowCount } = await database.pool.query({
    name: 'ebxml-close-mailbox',
    text: 'update ebxml.mailbox set closed_at = $2 where address = $1 and closed_at is null',
    values: [address, closedAt],
  });
  return rowCount === 1;
}

/** Whose password it is asked for: also of a closed one, whose mail is still to be fetched. */
export async function findMailboxUser(
  database: Database,
  userName: string,
): Promise<{ address: string; passwordHash: string } | undefined> {
  const { rows } = await database.pool.query<{ address: string; passwordHash: string }>({
    name: 'ebxml-mailbox-user',
    text: 'select address, password_hash as "passwordHash" from ebxml.mailbox where user_name = $1',
    values: [userName],
  });
  return rows[0];
}

/** A mail that waits in a mailbox. */
export interface WaitingMail {
  readonly number: number;
  readonly sizeBytes: number;
}

const waitingMax = 10_000;

export async function listWaiting(database: Database, address: string): Promise<WaitingMail[]> {
  const { rows } = await database.pool.query<WaitingMail>({
    name: 'ebxml-waiting-mail',
    text: `select number, size_bytes as "sizeBytes" from ebxml.mailbox_mail
            where address = $1 and removed_at is null order by number limit $2`,
    values: [address, waitingMax],
  });
  return rows;
}

/**
 * Puts a mail into each of the mailboxes, in one commit with its content. False, and nothing is put anywhere, when one
 * of them is full or closed. Mails that come in the same instant may pass the limit together.
 */
export async function putMail(
  database: Database,
  addresses: readonly string[],
  bytes: Uint8Array,
  cameAt: Date,
): Promise<boolean> {
  const id = uuidV7({ msecs: cameAt.getTime() });
  const { rowCount } = await database.pool.query({
    name: 'ebxml-put-mail',
    text: `with box as materialized (
             select address, size_max_bytes from ebxml.mailbox
              where address = any($6::text[]) and closed_at is null),
           full_box as (
             select box.address from box
              where $2::int + (select coalesce(sum(size_bytes), 0) from ebxml.mailbox_mail as waiting
                                where waiting.address = box.address and removed_at is null) > box.size_max_bytes),
           room as (select true where not exists (select from full_box)
                                  and (select count(*) from box) = cardinality($6::text[])),
           content as (
             insert into ebxml.content (id, size_bytes, digest, packing, bytes)
             select $1::uuid, $2::int, $3::bytea, $4::smallint, $5::bytea from room)
           insert into ebxml.mailbox_mail (address, content_id, size_bytes, came_at)
           select box.address, $1::uuid, $2::int, $7::timestamptz from box, room`,
    values: [...contentValues(id, await packContent(bytes)), addresses, cameAt],
  });
  return (rowCount ?? 0) > 0;
}

/** A mail as it came; from then on it counts as fetched. Undefined when it is not in that mailbox. */
export async function fetchMail(
  database: Database,
  address: string,
  number: number,
  fetchedAt: Date,
): Promise<Buffer | undefined> {
  const { rows } = await database.pool.query<{ sizeBytes: number; packing: 0 | 1; bytes: Buffer }>({
    name: 'ebxml-fetch-mail',
    text: `with fetched as (
             update ebxml.mailbox_mail set fetched_at = coalesce(fetched_at, $3)
              where address = $1 and number = $2 and removed_at is null returning content_id)
           select content.size_bytes as "sizeBytes", packing, bytes
             from fetched join ebxml.content on content.id = fetched.content_id`,
    values: [address, number, fetchedAt],
  });
  return rows[0] && unpackContent(rows[0]);
}

/**
 * Takes mails out of the mailbox, those of them that were fetched: nothing goes that its owner has not had. Their content
 * is kept with everything else of its month. Gives how many went.
 */
export async function removeMails(
  database: Database,
  address: string,
  numbers: readonly number[],
  removedAt: Date,
): Promise<number> {
  const { rowCount } = await database.pool.query({
    name: 'ebxml-remove-mail',
    text: `update ebxml.mailbox_mail set removed_at = $3
            where address = $1 and number = any($2::bigint[]) and fetched_at is not null and removed_at is null`,
    values: [address, numbers, removedAt],
  });
  return rowCount ?? 0;
}
