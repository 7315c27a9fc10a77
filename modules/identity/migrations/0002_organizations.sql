-- Single-tenant clients act for their own organisation and its units; multi-tenant clients for those that delegated to them.
alter table identity.client
  add column tenancy text not null default 'single-tenant' check (tenancy in ('single-tenant', 'multi-tenant')),
  add column child_organization_numbers text[] not null default '{}' check (cardinality(child_organization_numbers) <= 1000),
  add column claims jsonb not null default '{}',
  add column redirect_uris text[] not null default '{}' check (cardinality(redirect_uris) <= 50),
  add column post_logout_redirect_uris text[] not null default '{}' check (cardinality(post_logout_redirect_uris) <= 50),
  -- What the client asked for by self-service and nobody has approved yet.
  add column pending jsonb not null default '{"scopes": [], "claims": {}, "childOrganizationNumbers": []}';
-- A client may give all its scopes back and wait for others.
alter table identity.client drop constraint client_scopes_check;
alter table identity.client add constraint client_scopes_check check (cardinality(scopes) <= 100);

-- A key that ends by itself: the old one after a rotation, the new one when it was forgotten.
alter table identity.client_key add column expires_at timestamptz;

-- Which organisations a multi-tenant client may act for, and for which of our APIs each has signed the terms. Ended, not deleted.
create table identity.delegation (
  delegation_id bigint generated always as identity primary key,
  client_id uuid not null references identity.client,
  organization_number text not null check (organization_number ~ '^[0-9]{9}$'),
  name text not null check (length(name) between 1 and 200),
  is_member boolean not null,
  child_organization_numbers text[] not null check (cardinality(child_organization_numbers) <= 1000),
  signed_audiences text[] not null check (cardinality(signed_audiences) <= 100),
  given_at timestamptz not null,
  ended_at timestamptz
);
create unique index delegation_in_force on identity.delegation (client_id, organization_number) where ended_at is null;

-- Clients that a vendor asked for and nobody has confirmed: they can do nothing, and are deleted when their time is out.
create table identity.client_draft (
  client_id uuid primary key,
  organization_number text not null check (organization_number ~ '^[0-9]{9}$'),
  key jsonb not null,
  settings jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index client_draft_by_expiry on identity.client_draft (expires_at);

alter table identity.event drop constraint event_kind_check;
alter table identity.event add constraint event_kind_check check (kind in (
  'client-created', 'client-disabled', 'client-key-added', 'client-key-removed', 'signing-key-added',
  'client-settings-replaced', 'client-settings-approved', 'client-key-rotated', 'delegation-given', 'delegation-ended'));
