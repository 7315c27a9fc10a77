-- ebXML: what came in by mail and HTTP, byte for byte; what it was and what we answered; what we sent. ADR 0024.
create schema ebxml;

-- Mails and posts whole, in both directions. Ids are the time (UUID v7): a month is taken away by its partition.
create table ebxml.content (
  id         uuid primary key,
  size_bytes integer not null,
  digest     bytea not null,                       -- SHA-256 of the bytes as they were on the wire
  packing    smallint not null,                    -- 0: as they were; 1: zstd
  bytes      bytea not null
) partition by range (id);
create table ebxml.content_default partition of ebxml.content default;
-- Already compressed; and a part of it can then be read alone.
alter table ebxml.content alter column bytes set storage external;

create function ebxml.first_id_at(instant timestamptz) returns uuid language sql immutable as $$
  select (lpad(to_hex((extract(epoch from instant) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

-- Makes the partitions from this month on. Gives how many. What the net has caught of a month stays in the net.
create function ebxml.make_partitions(as_of timestamptz, months_ahead integer) returns bigint language plpgsql as $$
declare
  month timestamp;
  name text;
  made bigint := 0;
begin
  perform pg_advisory_xact_lock(hashtext('ebxml.make_partitions'));
  for step in 0..months_ahead loop
    month := date_trunc('month', as_of at time zone 'UTC') + step * interval '1 month';
    name := 'content_' || to_char(month, 'YYYY_MM');
    continue when to_regclass('ebxml.' || name) is not null;
    continue when exists (select from ebxml.content_default
                           where id >= ebxml.first_id_at(month at time zone 'UTC')
                             and id < ebxml.first_id_at((month + interval '1 month') at time zone 'UTC'));
    execute format('create table ebxml.%I partition of ebxml.content for values from (%L) to (%L)', name,
                   ebxml.first_id_at(month at time zone 'UTC'), ebxml.first_id_at((month + interval '1 month') at time zone 'UTC'));
    execute format('alter table ebxml.%I alter column bytes set storage external', name);
    made := made + 1;
  end loop;
  return made;
end $$;

-- One row for each thing that came in: stored before the peer is told that we have it, worked on after that.
create table ebxml.received (
  id                 uuid primary key,             -- of its content too
  received_at        timestamptz not null,
  wire               text not null check (wire in ('smtp', 'pop3', 'http-async', 'http-sync', 'http-answer')),
  mail_from          text,                         -- of the mail's envelope, where SMTP gave one
  mail_to            text[] not null default '{}',
  due_at             timestamptz,                  -- to be worked on from then; a lease ends then too. null: done
  attempts           integer not null default 0,   -- how often it was taken: whoever has an older number is too late
  -- What it was, as far as it could be read. Of the first it is said by whom it was signed; else it is only claimed.
  kind               text,
  from_her_id        integer,
  to_her_id          integer,
  cpa_id             text,
  conversation_id    text,
  envelope_id        text,                         -- eb:MessageId
  ref_to_envelope_id text,
  service            text,
  action             text,
  -- What became of it.
  outcome            text check (outcome in (
    'accepted', 'duplicate', 'false-reunion', 'refused', 'document-refused', 'fault', 'logged',
    'matched', 'unmatched', 'answered', 'bounce')),
  codes              text[] not null default '{}',
  facts              jsonb not null default '{}',
  message_id         uuid,                         -- in the exchange
  answer_id          uuid,                         -- what we have sent for it
  check ((due_at is null) = (outcome is not null))
);
create index received_due on ebxml.received (due_at) where due_at is not null;
create index received_envelope on ebxml.received (envelope_id) where envelope_id is not null;

-- The duplicate key (HITS 1172 §5.8.2): one row for each envelope that was signed right. It outlives the content.
create table ebxml.envelope (
  envelope_id     text not null check (length(envelope_id) <= 400),
  from_her_id     integer not null,
  to_her_id       integer not null,
  cpa_id          text not null check (length(cpa_id) <= 400),
  digests         text[] not null,
  received_id     uuid not null,                   -- the first of them
  wire            text not null,
  conversation_id text not null,
  service         text not null,
  action          text not null,
  from_role       text,
  to_role         text,
  message_id      uuid,                            -- in the exchange, when it was accepted
  answer_id       uuid,                            -- the signal: the same again for each duplicate
  primary key (envelope_id, from_her_id, to_her_id, cpa_id)
);
create index envelope_message on ebxml.envelope (message_id) where message_id is not null;

-- What we have made to be sent, as it goes over the wire every time. Of what the exchange delivers, it says when; of
-- signals, which nobody else watches, the times stand here.
create table ebxml.outgoing (
  id              uuid primary key,                -- eb:MessageId
  kind            text not null,
  made_at         timestamptz not null,
  from_her_id     integer,
  to_her_id       integer,
  uri             text not null,                   -- mailto:, https:; response: in the answer to the post it is about
  mail_from       text not null,
  mail_id         text not null unique,            -- the mail's Message-ID: bounces and SOAP Faults name it
  cpa_id          text not null default '',
  conversation_id text not null default '',
  about_id        uuid,                            -- ebxml.received that it answers
  digests         text[] not null default '{}',
  content_id      uuid not null,
  due_at          timestamptz,                     -- null: sent, or not ours to time
  give_up_at      timestamptz,
  attempts        integer not null default 0,
  sent_at         timestamptz
);
create index outgoing_due on ebxml.outgoing (due_at) where due_at is not null;
create index outgoing_about on ebxml.outgoing (about_id) where about_id is not null;

-- Which rules a partner breaks, and how often. Never a reason to stop what is safe.
create table ebxml.rule_count (
  partner_her_id  integer not null,                -- 0: could not be read
  rule            text not null,
  severity        text not null,
  day             date not null,
  count           bigint not null,
  last_id         uuid not null,                   -- the newest that broke it
  primary key (partner_her_id, rule, day)
);

-- EDI mailboxes of members whose journal systems speak ebXML themselves, and know only mail.
create table ebxml.mailbox (
  address        text primary key check (address = lower(address) and address like '%_@_%'),
  her_id         integer not null,
  user_name      text not null unique,
  password_hash  text not null,
  size_max_bytes bigint not null,                  -- of all mails together; the next is told to come later
  kept_days      integer not null check (kept_days >= 7),
  opened_at      timestamptz not null,
  closed_at      timestamptz
);

-- A mail in a mailbox. It goes when its owner has fetched it and said so, and not before.
create table ebxml.mailbox_mail (
  number      bigint generated always as identity primary key,
  address     text not null references ebxml.mailbox,
  content_id  uuid not null,
  size_bytes  integer not null,
  came_at     timestamptz not null,
  fetched_at  timestamptz,
  removed_at  timestamptz check (removed_at is null or fetched_at is not null)
);
create index mailbox_mail_waiting on ebxml.mailbox_mail (address, number) where removed_at is null;
