-- What the OpenID provider keeps of persons who log in: pushed requests, interactions, sessions, grants, codes, tokens.
-- Ids are secrets of their holders, so only their hashes stand here; the contents are sealed with a key that does not.
create table identity.provider_record (
  key bytea primary key check (length(key) = 32),
  -- Of a session: its second name. Of what a grant gave: the grant.
  uid_key bytea check (length(uid_key) = 32),
  grant_key bytea check (length(grant_key) = 32),
  sealed bytea not null check (length(sealed) <= 65536),
  consumed_at timestamptz,
  expires_at timestamptz not null
);
create index provider_record_by_uid on identity.provider_record (uid_key) where uid_key is not null;
create index provider_record_by_grant on identity.provider_record (grant_key) where grant_key is not null;
create index provider_record_by_expiry on identity.provider_record (expires_at);
