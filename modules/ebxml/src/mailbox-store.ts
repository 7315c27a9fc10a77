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
  /** How long a mail waits for its owner. When one has waited longer, no more come in; it is never deleted for that. */
  readonly keptDays: number;
  readonly openedAt: Date;
}

/** Whether it takes mail; why not, when it does not. */
export type MailboxState = 'open' | 'full' | 'not-fetched';

/** A mailbox and what waits in it. */
export interface MailboxStanding extends Mailbox {
  readonly state: MailboxState;
  readonly mailCount: number;
  readonly mailBytes: number;
  /** Of the oldest that waits, fetched or not. */
  readonly oldestCameAt: Date | null;
}

const columns = `address, her_id as "herId", user_name as "userName", size_max_bytes as "sizeMaxBytes", kept_days as "keptDays",
  opened_at as "openedAt"`;

const mailboxesMax = 10_000;

/** Of the open mailboxes; without what waits in them, so that it costs little. */
export async function listMailboxAddresses(database: Database): Promise<string[]> {
  const { rows } = await database.pool.query<{ address: string }>({
    name: 'ebxml-mailbox-addresses',
    text: 'select address from ebxml.mailbox where closed_at is null limit $1',
    values: [mailboxesMax],
  });
  return rows.map(({ address }) => address);
}

const waitingIn = `cross join lateral (
  select count(*) as "mailCount", coalesce(sum(size_bytes), 0)::bigint as "mailBytes", min(came_at) as "oldestCameAt",
         min(came_at) filter (where fetched_at is null) as "oldestUnfetchedAt"
    from ebxml.mailbox_mail as mail where mail.address = mailbox.address and removed_at is null) as waiting`;

/** It takes mail while what waits is below its limit, so one mail may pass it. A day is 24 hours. */
const stateAt = (instant: string) => `case
  when "mailBytes" >= size_max_bytes then 'full'
  when "oldestUnfetchedAt" < ${instant}::timestamptz - kept_days * interval '24 hours' then 'not-fetched'
  else 'open' end`;

/** The open ones, as they stand at an instant. */
export async function listMailboxes(database: Database, at: Date): Promise<MailboxStanding[]> {
  const { rows } = await database.pool.query<MailboxStanding>({
    name: 'ebxml-mailboxes',
    text: `select ${columns}, "mailCount", "mailBytes", "oldestCameAt", ${stateAt('$2')} as state
             from ebxml.mailbox ${waitingIn} where closed_at is null order by address limit $1`,
    values: [mailboxesMax, at],
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
 * Puts a mail into each of the mailboxes, in one commit with its content. Nothing is put anywhere when one of them takes
 * no mail: the answer is then why not. Mails that come in the same instant may pass a limit together.
 */
export async function putMail(
  database: Database,
  addresses: readonly string[],
  bytes: Uint8Array,
  cameAt: Date,
): Promise<MailboxState | 'closed'> {
  const id = uuidV7({ msecs: cameAt.getTime() });
  const { rows } = await database.pool.query<{ state: MailboxState | 'closed' }>({
    name: 'ebxml-put-mail',
    text: `with box as materialized (
             select address, ${stateAt('$7')} as state
               from ebxml.mailbox ${waitingIn} where address = any($6::text[]) and closed_at is null),
           refusal as materialized (
             select state from box where state <> 'open'
              union all select 'closed' where (select count(*) from box) < cardinality($6::text[]) limit 1),
           content as (
             insert into ebxml.content (id, size_bytes, digest, packing, bytes)
             select $1::uuid, $2::int, $3::bytea, $4::smallint, $5::bytea where not exists (select from refusal)),
           put as (
             insert into ebxml.mailbox_mail (address, content_id, size_bytes, came_at)
             select address, $1::uuid, $2::int, $7::timestamptz from box where not exists (select from refusal))
           select state from refusal`,
    values: [...contentValues(id, await packContent(bytes)), addresses, cameAt],
  });
  return rows[0]?.state ?? 'open';
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
