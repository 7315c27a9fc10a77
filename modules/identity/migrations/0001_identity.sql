create schema if not exists identity;

-- Machine clients: who may ask for access tokens, for which organisation, with which scopes.
create table identity.client (
  client_id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  organization_number text not null check (organization_number ~ '^[0-9]{9}$'),
  scopes text[] not null check (cardinality(scopes) between 1 and 100),
  created_at timestamptz not null,
  disabled_at timestamptz
);
create index client_by_creation on identity.client (created_at, client_id);

-- Public keys that a client signs with. Ended, not deleted: a key id is never used twice.
create table identity.client_key (
  client_id uuid not null references identity.client,
  kid text not null check (length(kid) between 1 and 128),
  public_jwk jsonb not null,
  thumbprint text not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (client_id, kid)
);
create unique index client_key_once on identity.client_key (client_id, thumbprint) where removed_at is null;

-- Who changed what, when. Rows are only ever added.
create table identity.event (
  event_id bigint generated always as identity primary key,
  at timestamptz not null,
  by text not null check (length(by) between 1 and 200),
  kind text not null check (kind in ('client-created', 'client-disabled', 'client-key-added', 'client-key-removed', 'signing-key-added')),
  client_id uuid references identity.client,
  facts jsonb not null
);
create index event_by_client on identity.event (client_id, event_id);

-- Keys that access tokens are signed with; the private half is sealed with a secret that is not in the database.
create table identity.signing_key (
  kid text primary key,
  algorithm text not null check (algorithm = 'PS256'),
  public_jwk jsonb not null,
  sealed_private_jwk bytea not null,
  created_at timestamptz not null,
  signs_from timestamptz not null,
  published_until timestamptz
);

-- Client assertions and token endpoint proofs that were used: each opens the door once (RFC 7523 §3, RFC 9449 §11.1).
create table identity.used_assertion (
  key uuid primary key,
  expires_at timestamptz not null
);
create index used_assertion_by_expiry on identity.used_assertion (expires_at);

-- Proofs that were used at our APIs: a row a request, kept for seconds. Unlogged, because a commit a request would
-- cost more than the request; PostgreSQL empties it after a crash, which is what proof_memory is for.
create unlogged table identity.used_proof (
  key uuid primary key,
  expires_at timestamptz not null
);
create index used_proof_by_expiry on identity.used_proof (expires_at);

-- One row: since when used_proof remembers. It is emptied by the same crashes, and so tells that one happened.
create unlogged table identity.proof_memory (
  only_row boolean primary key default true check (only_row),
  since timestamptz not null
);
insert into identity.proof_memory (since) values ('-infinity');
