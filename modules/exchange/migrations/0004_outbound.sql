-- What is to be pushed to receivers that do not fetch it, and what is watched until it is closed. Both are worked with, not
-- evidence: whether something was sent, acknowledged or given up is said by events alone. ADR 0014, ADR 0015.

alter type exchange.event_kind add value 'routed' after 'delivered';

-- The transports are named by the register's routes.
alter table exchange.delivery drop constraint delivery_transport;
alter table exchange.delivery add constraint delivery_transport check (transport ~ '^[a-z][a-z0-9-]{0,30}$');

-- One row for each delivery that a transport has to push. It stays when it is closed: a late acknowledgment names its envelope.
create table exchange.outbound (
  message_id      uuid not null,
  receiver_her_id integer not null,
  envelope_id     uuid not null unique,                    -- the same however often it is sent
  transport       text not null,
  partner         text not null,                           -- organisation that it goes to: has its own share of the places
  due_at          timestamptz,                             -- from when it may be taken; a lease ends then too. null: closed
  give_up_at      timestamptz not null,
  attempts        integer not null default 0,              -- how often it was taken: whoever has an older number is too late
  failures        integer not null default 0,              -- in a row
  transfers       integer not null default 0,
  kept_acknowledgment jsonb,                               -- came before we had written down that we had sent it
  primary key (message_id, receiver_her_id)
);
create index outbound_due on exchange.outbound (partner, due_at) where due_at is not null;

-- A leg that was still open when we looked: until when it may be, and whether the sender has been told that it was too long.
create table exchange.open_leg (
  message_id      uuid not null,
  receiver_her_id integer not null,
  leg             text not null check (leg in ('transport', 'receipt')),
  sender_her_id   integer not null,
  sender_organization_number text not null,                -- whose work list it stands in when it is overdue
  due_at          timestamptz not null,
  is_overdue      boolean not null default false,
  primary key (message_id, receiver_her_id, leg)
);
create index open_leg_due on exchange.open_leg (due_at) where not is_overdue;
create index open_leg_overdue on exchange.open_leg (due_at, message_id, receiver_her_id, leg) where is_overdue;
create index open_leg_overdue_of_sender on exchange.open_leg
  (sender_organization_number, due_at, message_id, receiver_her_id, leg) where is_overdue;

-- How far the watch has read the events. What happened before it was there is read as well.
create table exchange.watch_position (
  only_row       boolean primary key default true check (only_row),
  event_sequence bigint not null default 0
);
insert into exchange.watch_position default values;
