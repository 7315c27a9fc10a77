-- What parties support, the profiles (CPP) that follow from it, and the agreements (CPA) of two. Nothing is deleted: a
-- process is withdrawn, a profile and an agreement are superseded, an agreement is terminated.

alter table address_register.register_position
  add column last_agreement_sequence bigint not null default 0,
  -- The party events that profiles and agreements have been brought up to.
  add column agreements_kept_to bigint not null default 0;

create table address_register.collaboration_process (
  her_id integer not null references address_register.communication_party,
  -- An opaque id of the catalogue, trimmed and in lower case: not all are UUIDs.
  process_id text not null check (process_id = lower(btrim(process_id)) and length(process_id) between 1 and 60),
  version text not null check (length(version) between 1 and 20),
  role text not null check (length(role) between 1 and 100),
  registered_at timestamptz not null,
  withdrawn_at timestamptz check (withdrawn_at >= registered_at)
);
create unique index collaboration_process_in_use
  on address_register.collaboration_process (her_id, process_id, version, role) where withdrawn_at is null;

create table address_register.collaboration_profile (
  cpp_id uuid primary key,
  her_id integer not null references address_register.communication_party,
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  made_at timestamptz not null,
  superseded_at timestamptz check (superseded_at >= made_at)
);
create unique index collaboration_profile_current
  on address_register.collaboration_profile (her_id) where superseded_at is null;
create index collaboration_profile_by_party on address_register.collaboration_profile (her_id, made_at);

-- Parties of imported agreements need not be in this register.
create table address_register.collaboration_agreement (
  id bigint generated always as identity primary key,
  cpa_id text not null check (length(cpa_id) between 1 and 200),
  low_her_id integer not null check (low_her_id > 0),
  high_her_id integer not null check (high_her_id > low_her_id),
  -- Of imported ones, the document byte for byte; generated ones are written from their content.
  origin text not null check (origin in ('generated', 'imported')),
  document bytea check (octet_length(document) <= 2000000),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  made_at timestamptz not null,
  superseded_at timestamptz check (superseded_at >= made_at),
  terminated_at timestamptz check (terminated_at >= made_at),
  check ((origin = 'imported') = (document is not null))
);
create index collaboration_agreement_by_pair
  on address_register.collaboration_agreement (low_her_id, high_her_id, made_at);
create index collaboration_agreement_by_other on address_register.collaboration_agreement (high_her_id, low_her_id);
create unique index collaboration_agreement_by_id
  on address_register.collaboration_agreement (lower(cpa_id)) where superseded_at is null;
create index collaboration_agreement_ever_by_id on address_register.collaboration_agreement (lower(cpa_id));
-- Two have one generated agreement at a time.
create unique index collaboration_agreement_current
  on address_register.collaboration_agreement (low_her_id, high_her_id)
  where origin = 'generated' and superseded_at is null and terminated_at is null;

create table address_register.agreement_event (
  sequence bigint primary key,
  kind text not null check (kind in ('CppUpdated', 'CpaCreated', 'CpaTerminated')),
  her_id integer not null,
  -- The other party of an agreement.
  other_her_id integer,
  -- The id of the profile or agreement.
  subject_id text not null,
  recorded_at timestamptz not null,
  client_id text not null check (client_id <> ''),
  changes jsonb not null check (jsonb_typeof(changes) = 'object'),
  check ((kind = 'CppUpdated') = (other_her_id is null))
);
create index agreement_event_by_party on address_register.agreement_event (her_id, sequence);
create trigger agreement_event_is_append_only before update or delete on address_register.agreement_event
  for each row execute function address_register.refuse_change();
create trigger agreement_is_never_deleted before delete on address_register.collaboration_agreement
  for each row execute function address_register.refuse_change();
create trigger profile_is_never_deleted before delete on address_register.collaboration_profile
  for each row execute function address_register.refuse_change();
