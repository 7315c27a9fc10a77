create schema exchange;

comment on schema exchange is
  'Messages, what happened to them, and the proof of each step. Events are only ever added; every status is computed from them.';

-- Numbers handed out in commit order: whoever takes some holds this row until it commits, so a reader that has seen
-- number n can never later be shown one below it.
create table exchange.head (
  only_row       boolean primary key default true check (only_row),
  event_sequence bigint not null default 0,
  feed_offset    bigint not null default 0
);
insert into exchange.head default values;

-- Takes numbers for one batch. A function, so that the update has its own snapshot and always counts on from the newest row.
create function exchange.take_numbers(
  event_count bigint, notification_count bigint, out event_sequence bigint, out feed_offset bigint
) language plpgsql volatile as $$
begin
  update exchange.head as head
     set event_sequence = head.event_sequence + event_count,
         feed_offset = head.feed_offset + notification_count
  returning head.event_sequence - event_count, head.feed_offset - notification_count
       into take_numbers.event_sequence, take_numbers.feed_offset;
end $$;

create table exchange.message (
  id              uuid primary key,                        -- ours, UUID v7: sorts by time of acceptance
  kind            text not null check (kind in ('document', 'receipt')),
  document_id     text not null check (length(document_id) between 1 and 256),  -- MsgId, or Id of an AppRec
  sender_her_id   integer not null,
  sender_organization_number text not null,                -- whose the sender was at that instant: it may read what it sent
  message_type    text not null,                           -- code of 8279, as ebXML Action
  document_type   text not null,
  namespace       text not null,
  version         text not null,
  generated_at    timestamptz not null,                    -- GenDate
  generated_text  text not null,                           -- GenDate as it stood: the receipt must repeat it
  conversation_id text,
  parent_id       text,
  digest          bytea not null check (length(digest) = 32),  -- SHA-256 of the bytes as they came
  size_bytes      integer not null,
  body            bytea not null,                          -- zstd
  accepted_at     timestamptz not null
);
-- Compressed by us once; PostgreSQL must not try again, and must not read it to update a row.
alter table exchange.message alter column body set storage external;
create index message_document_id on exchange.message (document_id);
create index message_conversation_id on exchange.message (conversation_id) where conversation_id is not null;

-- Outlives the message, so that a copy that comes years later is still known.
create table exchange.document_key (
  sender_her_id integer not null,
  document_id   text not null,
  message_id    uuid not null,
  digest        bytea not null,
  primary key (sender_her_id, document_id)
);

-- One row for each receiver of a message: where it was put, and what the register said of the receiver at that instant.
create table exchange.delivery (
  message_id      uuid not null,
  receiver_her_id integer not null,
  organization_number text not null,                       -- whose the receiver was at that instant
  transport       text not null check (transport in ('mailbox')),
  route           jsonb not null,
  primary key (message_id, receiver_her_id)
);

-- The one final answer of a receiver (HITS 1168: a second one never counts). A projection of the event 'receipt-matched',
-- written by the statement that writes the event; it is here because only a key can make the second answer lose a race.
create table exchange.receipt (
  original_message_id uuid not null,
  receiver_her_id     integer not null,
  receipt_message_id  uuid not null references exchange.message (id),
  primary key (original_message_id, receiver_her_id)
);
create unique index receipt_message_id on exchange.receipt (receipt_message_id);

create table exchange.event (
  sequence        bigint primary key,                      -- in commit order
  message_id      uuid not null,
  receiver_her_id integer,                                 -- null: it concerns the message as a whole
  kind            text not null check (kind in
    ('accepted', 'delivered', 'fetched', 'downloaded', 'receipt-matched', 'receipt-seen', 'false-reunion-refused')),
  occurred_at     timestamptz not null,
  proof           jsonb not null
);
-- Finds the events of a message, and lets what can happen only once happen only once. Reading and refusing can happen many times.
create unique index event_of_message on exchange.event
  (message_id, kind, coalesce(receiver_her_id, 0),
   (case when kind in ('fetched', 'false-reunion-refused') then sequence else 0 end));

create table exchange.notification (
  feed_offset         bigint primary key,                  -- in commit order
  her_id              integer not null,                    -- whom it is for
  notification_id     uuid not null default gen_random_uuid(),
  message_id          uuid not null,
  kind                text not null check (kind in
    ('NewMessage', 'RefusedMessage', 'MessageSentStateUpdated', 'MessageApprecInfoUpdated', 'MessageDeliveryStateUpdated')),
  triggered_by_her_id integer not null,
  created_at          timestamptz not null
);
create index notification_for on exchange.notification (her_id, feed_offset);

-- What has happened cannot be made undone: not by a bug of ours either.
create function exchange.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'exchange.% is only ever added to', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger only_added before update or delete or truncate on exchange.event
  for each statement execute function exchange.refuse_change();
create trigger only_added before update or delete or truncate on exchange.document_key
  for each statement execute function exchange.refuse_change();
