-- Messages and all that belongs to them, in one partition for each month of our id (UUID v7: its first 48 bits are the time),
-- so that a month can be taken away whole. The feed is cut by its offset. Keys are not cut: they outlive their messages.
-- What stood in the old tables is carried over. ADR 0012.

create type exchange.event_kind as enum (
  'accepted', 'delivered', 'fetched', 'downloaded', 'receipt-matched', 'receipt-seen', 'false-reunion-refused',
  'attempted', 'transferred', 'acknowledged', 'transport-rejected', 'abandoned', 'receipt-overdue',
  'second-receipt-kept', 'resent', 'body-removed');

create type exchange.notification_kind as enum (
  'NewMessage', 'RefusedMessage', 'MessageSentStateUpdated', 'MessageApprecInfoUpdated', 'MessageDeliveryStateUpdated');

alter table exchange.message rename to old_message;
alter table exchange.document_key rename to old_document_key;
alter table exchange.delivery rename to old_delivery;
alter table exchange.receipt rename to old_receipt;
alter table exchange.event rename to old_event;
alter table exchange.notification rename to old_notification;

-- Which standard a document follows: a few hundred rows, named by number in the messages.
create table exchange.document_kind (
  id            integer generated always as identity primary key,
  document_type text not null,
  namespace     text not null,
  version       text not null,
  unique (document_type, namespace, version)
);

create table exchange.message (
  id              uuid primary key,                        -- ours, UUID v7: sorts by time of acceptance
  generated_at    timestamptz not null,                    -- GenDate
  accepted_at     timestamptz not null,
  sender_her_id   integer not null,
  size_bytes      integer not null,
  document_kind_id integer not null,                       -- no foreign key: a kind is never removed
  answers_message_id uuid,                                 -- of a receipt: the document that it answers; else null
  digest          bytea not null check (length(digest) = 32),  -- SHA-256 of the bytes as they came
  document_id     text not null check (length(document_id) between 1 and 256),  -- MsgId, or Id of an AppRec
  sender_organization_number text not null,                -- whose the sender was at that instant: it may read what it sent
  message_type    text not null,                           -- code of 8279, as ebXML Action
  generated_text  text not null,                           -- GenDate as it stood: the receipt must repeat it
  conversation_id text,
  parent_id       text
) partition by range (id);
create index on exchange.message (conversation_id) where conversation_id is not null;

-- The document as it came, packed by us. Apart from the message, because it goes first: see retention.
create table exchange.body (
  message_id      uuid primary key,
  packing         smallint not null,                       -- number of the dictionary it was packed with, 0 for none: see body.ts
  content         bytea not null
) partition by range (message_id);

-- Found by MsgId alone as well: that is the id that people have.
create table exchange.document_key (
  message_id    uuid not null,
  sender_her_id integer not null,
  document_id   text not null,
  digest        bytea not null,
  constraint document_key_used_once primary key (document_id, sender_her_id)
);

-- One row for each receiver of a message: where it was put. What the register said is the proof of the event 'delivered'.
create table exchange.delivery (
  message_id      uuid not null,
  receiver_her_id integer not null,
  organization_number text not null,                       -- whose the receiver was at that instant
  transport       text not null constraint delivery_transport check (transport in ('mailbox')),
  primary key (message_id, receiver_her_id)
) partition by range (message_id);

-- The one final answer of a receiver (HITS 1168: a second one never counts). A projection of the event 'receipt-matched',
-- written by the statement that writes the event; it is here because only a key can make the second answer lose a race.
create table exchange.receipt (
  original_message_id uuid not null,
  receiver_her_id     integer not null,
  receipt_message_id  uuid not null,
  primary key (original_message_id, receiver_her_id)
) partition by range (original_message_id);

-- The proof of 'accepted' is kept without what stands in the message itself, which is written by the same statement and
-- never changed: digest, size, and whose the sender was.
create table exchange.event (
  sequence        bigint not null,                         -- in commit order
  occurred_at     timestamptz not null,
  message_id      uuid not null,
  receiver_her_id integer,                                 -- null: it concerns the message as a whole
  kind            exchange.event_kind not null,
  proof           jsonb not null
) partition by range (message_id);
-- Finds the events of a message, and lets what can happen only once happen only once.
create unique index on exchange.event (message_id, kind, coalesce(receiver_her_id, 0),
  (case when kind in ('fetched', 'false-reunion-refused', 'attempted', 'second-receipt-kept', 'resent') then sequence else 0 end));
-- Events lie on the disk in nearly the order of their numbers: a block range index reads them on from any number.
create index on exchange.event using brin (sequence) with (autosummarize = on);

create table exchange.notification (
  feed_offset         bigint not null,                     -- in commit order
  created_at          timestamptz not null,
  message_id          uuid not null,
  her_id              integer not null,                    -- whom it is for
  triggered_by_her_id integer not null,
  kind                exchange.notification_kind not null,
  primary key (her_id, feed_offset)
) partition by range (feed_offset);

-- The smallest id of a UUID v7 made at that instant.
create function exchange.first_id_at(instant timestamptz) returns uuid language sql stable as $$
  select (lpad(to_hex((extract(epoch from instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- What has happened cannot be made undone, and what was accepted cannot be changed: not by a bug of ours either. What is
-- kept no longer goes by one way only, the function of retention (migration 0005), which looks at the rules itself.
create or replace function exchange.refuse_change() returns trigger language plpgsql as $$
declare
  called_by text;
begin
  get diagnostics called_by = pg_context;
  if tg_op = 'DELETE' and called_by ~ 'function exchange\.(remove_expired|empty_default_partition)\(' then return null; end if;
  raise exception 'exchange.% is only ever added to', tg_table_name using errcode = 'restrict_violation';
end $$;

-- Makes the triggers of one table. A partition needs its own, for statements that name it instead of the whole.
create function exchange.protect(relation regclass) returns void language plpgsql as $$
begin
  execute format('create trigger only_added before update or delete or truncate on %s
                  for each statement execute function exchange.refuse_change()', relation);
end $$;

-- The tables whose partitions are months of message ids.
create function exchange.monthly_tables() returns text[] language sql immutable as $$
  select array['message', 'body', 'delivery', 'receipt', 'event']
$$;

-- Rows that came before their partition was there lie in the default one; they go into the new one with it. The table is
-- locked for that long.
create function exchange.empty_default_partition(parent text, into_partition text, key_column text, lower text, upper text)
returns bigint language plpgsql as $$
declare
  moved bigint;
begin
  execute format('with misplaced as (delete from exchange.%I where %I >= %L and %I < %L returning *)
                  insert into exchange.%I select * from misplaced',
                 parent || '_default', key_column, lower, key_column, upper, into_partition);
  get diagnostics moved = row_count;
  return moved;
end $$;

-- Makes one partition, unless it is there. True when it was made.
create function exchange.make_partition(parent text, suffix text, lower text, upper text)
returns boolean language plpgsql as $$
declare
  partition_name text := parent || '_' || suffix;
  key_column text;
begin
  if to_regclass(format('exchange.%I', partition_name)) is not null then return false; end if;
  select attname into key_column from pg_partitioned_table
    join pg_attribute on attrelid = partrelid and attnum = partattrs[0]
   where partrelid = format('exchange.%I', parent)::regclass;
  execute format('create table exchange.%I (like exchange.%I including defaults including constraints including storage)',
                 partition_name, parent);
  perform exchange.empty_default_partition(parent, partition_name, key_column, lower, upper);
  execute format('alter table exchange.%I attach partition exchange.%I for values from (%L) to (%L)',
                 parent, partition_name, lower, upper);
  if parent in ('message', 'body', 'event') then perform exchange.protect(format('exchange.%I', partition_name)::regclass); end if;
  return true;
end $$;

-- The partitions of one month of messages.
create function exchange.make_month(instant timestamptz) returns bigint language plpgsql as $$
declare
  month timestamptz := date_trunc('month', instant, 'UTC');
  next_month timestamptz := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
begin
  return (select count(*) from unnest(exchange.monthly_tables()) as parent
           where exchange.make_partition(parent, to_char(month at time zone 'UTC', 'YYYY_MM'),
                   exchange.first_id_at(month)::text, exchange.first_id_at(next_month)::text));
end $$;

-- The partition of the feed that an offset belongs to: 16,777,216 entries each.
create function exchange.make_feed_part(any_offset bigint) returns bigint language plpgsql as $$
declare
  part bigint := any_offset >> 24;
begin
  return exchange.make_partition('notification', to_char(part, 'FM000000'), (part << 24)::text, ((part + 1) << 24)::text)::int;
end $$;

-- Makes ahead what the coming months and the coming entries of the feed will need. Gives how many partitions it made.
create function exchange.make_partitions(from_instant timestamptz, months_ahead int) returns bigint language plpgsql as $$
declare
  newest bigint := (select feed_offset from exchange.head);
begin
  perform pg_advisory_xact_lock(hashtext('exchange.make_partitions'));
  return (select sum(exchange.make_month(from_instant + make_interval(months => ahead)))
            from generate_series(0, months_ahead) as ahead)
       + exchange.make_feed_part(newest) + exchange.make_feed_part(newest + (1 << 24));
end $$;

-- The net below: what has no partition is accepted all the same, and counted (partitions.ts).
create table exchange.message_default partition of exchange.message default;
create table exchange.body_default partition of exchange.body default;
create table exchange.delivery_default partition of exchange.delivery default;
create table exchange.receipt_default partition of exchange.receipt default;
create table exchange.event_default partition of exchange.event default;
create table exchange.notification_default partition of exchange.notification default;

-- Packed by us: PostgreSQL must not try again. For each partition, since only what is made later inherits it.
alter table exchange.body alter column content set storage external;
alter table exchange.body_default alter column content set storage external;

select exchange.make_month(month)
  from (select distinct date_trunc('month', accepted_at, 'UTC') as month from exchange.old_message
         union select date_trunc('month', to_timestamp(('x0000' || left(replace(id::text, '-', ''), 12))::bit(64)::bigint / 1000.0), 'UTC')
                 from exchange.old_message) as needed;
select exchange.make_partitions(now(), 3);

insert into exchange.document_kind (document_type, namespace, version)
select distinct document_type, namespace, version from exchange.old_message;
insert into exchange.message (id, generated_at, accepted_at, sender_her_id, size_bytes, document_kind_id, answers_message_id, digest,
  document_id, sender_organization_number, message_type, generated_text, conversation_id, parent_id)
select old_message.id, generated_at, accepted_at, sender_her_id, size_bytes, document_kind.id, old_receipt.original_message_id, digest,
  document_id, sender_organization_number, message_type, generated_text, conversation_id, parent_id
  from exchange.old_message
  join exchange.document_kind using (document_type, namespace, version)
  left join exchange.old_receipt on old_receipt.receipt_message_id = old_message.id;
insert into exchange.body (message_id, packing, content) select id, 0, body from exchange.old_message;
insert into exchange.document_key (message_id, sender_her_id, document_id, digest)
select message_id, sender_her_id, document_id, digest from exchange.old_document_key;
insert into exchange.delivery (message_id, receiver_her_id, organization_number, transport)
select message_id, receiver_her_id, organization_number, transport from exchange.old_delivery;
insert into exchange.receipt (original_message_id, receiver_her_id, receipt_message_id)
select original_message_id, receiver_her_id, receipt_message_id from exchange.old_receipt;
insert into exchange.event (sequence, occurred_at, message_id, receiver_her_id, kind, proof)
select sequence, occurred_at, message_id, receiver_her_id, kind::exchange.event_kind,
       case kind when 'accepted' then proof - array['digest', 'sizeBytes', 'organizationNumber'] else proof end
  from exchange.old_event order by sequence;
insert into exchange.notification (feed_offset, created_at, message_id, her_id, triggered_by_her_id, kind)
select feed_offset, created_at, message_id, her_id, triggered_by_her_id, kind::exchange.notification_kind
  from exchange.old_notification order by feed_offset;

drop table exchange.old_event, exchange.old_notification, exchange.old_receipt, exchange.old_delivery,
           exchange.old_document_key, exchange.old_message;

select exchange.protect(relation)
  from unnest(array['exchange.message', 'exchange.message_default', 'exchange.body', 'exchange.body_default',
                    'exchange.event', 'exchange.event_default', 'exchange.document_key']::regclass[]) as relation;

-- Takes numbers for one batch, and rings for those who follow the feed: once a batch, heard when it is committed.
-- A list that would be too long for one NOTIFY (8,000 bytes) calls everybody.
drop function exchange.take_numbers(bigint, bigint);
create function exchange.take_numbers(
  event_count bigint, notified_her_ids integer[], out event_sequence bigint, out feed_offset bigint
) language plpgsql volatile as $$
declare
  notification_count int := coalesce(cardinality(notified_her_ids), 0);
begin
  update exchange.head as head
     set event_sequence = head.event_sequence + event_count,
         feed_offset = head.feed_offset + notification_count
  returning head.event_sequence - event_count, head.feed_offset - notification_count
       into take_numbers.event_sequence, take_numbers.feed_offset;
  if notification_count > 0 then
    perform pg_notify('exchange_feed', case when notification_count > 600 then '' else
      (select string_agg(distinct her_id::text, ',') from unnest(notified_her_ids) as her_id) end);
  end if;
end $$;

-- A receipt takes its place only together with its own message. Where its id was used by another document in the same
-- instant, the whole statement is refused, and its entries are committed one by one.
create function exchange.refuse_lost_receipts(taken bigint, kept bigint) returns boolean language plpgsql as $$
begin
  if taken <> kept then
    raise exception 'a receipt lost its id to another document' using errcode = 'restrict_violation';
  end if;
  return true;
end $$;
