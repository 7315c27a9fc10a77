-- The address register: communication parties at two levels, their addresses and certificates, and every change.
-- Nothing is deleted: a party, an address and a certificate end.

create schema address_register;

-- One row. Every write locks it first, so that writes happen one after the other and event numbers rise in the order
-- of commits: a reader that has seen number n never misses one below it. The register is written seldom.
create table address_register.register_position (
  only_row boolean primary key default true check (only_row),
  last_event_sequence bigint not null default 0,
  -- HER-ids are running numbers, never reused (HIS 1153-1 §4). Ours begin here; imported ones are stepped over.
  last_assigned_her_id integer not null default 100000
);
insert into address_register.register_position default values;

create table address_register.communication_party (
  her_id integer primary key check (her_id > 0),
  kind text not null check (kind in ('organization', 'service', 'person', 'department')),
  name text not null check (btrim(name) <> '' and length(name) <= 200),
  display_name text check (btrim(display_name) <> '' and length(display_name) <= 200),
  parent_her_id integer,
  -- Exists for the foreign key below: a parent is an organisation, and an organisation has none. So there are two
  -- levels, and no circle is possible.
  parent_kind text generated always as (case when parent_her_id is not null then 'organization' end) stored,
  organization_number text check (organization_number ~ '^[0-9]{9}$'),
  business_type text check (business_type ~ '^[0-9]{1,3}$'),
  service_code_system text check (service_code_system ~ '^[0-9]+([.][0-9]+)+$'),
  service_code text check (length(service_code) between 1 and 20),
  service_code_display text check (length(service_code_display) <= 200),
  municipality text check (municipality ~ '^[0-9]{4}$'),
  description text check (length(description) <= 2000),
  location_description text check (length(location_description) <= 200),
  given_name text check (length(given_name) between 1 and 100),
  family_name text check (length(family_name) between 1 and 100),
  hpr_number text check (hpr_number ~ '^[0-9]{1,9}$'),
  physical_addresses jsonb not null default '[]' check (jsonb_typeof(physical_addresses) = 'array'),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to > valid_from),
  version integer not null default 1 check (version > 0),
  changed_at timestamptz not null,
  -- Written by the same code that folds what people type, so that æ, ø and å need no collation of the server's.
  sort_name text collate "C" not null,
  search_words tsvector not null,
  unique (her_id, kind),
  foreign key (parent_her_id, parent_kind) references address_register.communication_party (her_id, kind),
  check ((kind = 'organization') = (parent_her_id is null)),
  check (kind <> 'organization' or organization_number is not null),
  check ((service_code is null) = (service_code_system is null)),
  check (kind = 'service' or service_code is null),
  check ((given_name is null) = (family_name is null)),
  check (kind = 'person' or (family_name is null and hpr_number is null))
);
create index communication_party_by_parent on address_register.communication_party (parent_her_id)
  where parent_her_id is not null;
create index communication_party_by_organization_number on address_register.communication_party (organization_number)
  where organization_number is not null;
create index communication_party_by_name on address_register.communication_party (sort_name, her_id);
create index communication_party_by_municipality
  on address_register.communication_party (municipality, sort_name, her_id) where municipality is not null;
create index communication_party_by_words on address_register.communication_party using gin (search_words);

-- A future address that is withdrawn before it began ends the moment it would have begun: the empty period is allowed.
create table address_register.electronic_address (
  id bigint generated always as identity primary key,
  her_id integer not null references address_register.communication_party,
  type text not null check (type ~ '^E_[A-Z]+(_[A-Z]+)*$'),
  value text not null check (length(value) between 1 and 1000),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from)
);
create index electronic_address_by_party on address_register.electronic_address (her_id);

-- Every certificate ever registered, whoever holds it: signatures of stored documents are judged years later.
create table address_register.certificate (
  thumbprint text primary key check (thumbprint ~ '^[0-9A-F]{40}$'),
  der bytea not null check (octet_length(der) between 1 and 15000),
  valid_from timestamptz not null,
  valid_to timestamptz not null check (valid_to >= valid_from),
  subject_organization_number text check (subject_organization_number ~ '^[0-9]{9}$')
);

create table address_register.party_certificate (
  her_id integer not null references address_register.communication_party,
  use text not null check (use in ('signing', 'encryption')),
  thumbprint text not null references address_register.certificate,
  registered_at timestamptz not null,
  withdrawn_at timestamptz check (withdrawn_at >= registered_at),
  primary key (her_id, use, thumbprint)
);

create table address_register.party_event (
  sequence bigint primary key,
  her_id integer not null references address_register.communication_party,
  kind text not null check (kind in ('created', 'changed', 'inherited')),
  recorded_at timestamptz not null,
  client_id text not null check (client_id <> ''),
  -- The party's version after the event.
  version integer not null,
  -- Field by field, { "field": { "before": …, "after": … } }: only those that changed.
  changes jsonb not null check (jsonb_typeof(changes) = 'object'),
  -- For 'inherited': the event of the organisation that this one follows from.
  caused_by_sequence bigint references address_register.party_event,
  check ((kind = 'inherited') = (caused_by_sequence is not null)),
  unique (her_id, version)
);

create function address_register.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'address_register.% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger party_event_is_append_only before update or delete on address_register.party_event
  for each row execute function address_register.refuse_change();
create trigger party_event_is_not_emptied before truncate on address_register.party_event
  for each statement execute function address_register.refuse_change();
-- A certificate is what its thumbprint says: it never changes.
create trigger certificate_is_append_only before update or delete on address_register.certificate
  for each row execute function address_register.refuse_change();
create trigger party_is_never_deleted before delete on address_register.communication_party
  for each row execute function address_register.refuse_change();
