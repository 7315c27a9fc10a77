-- Ways beside the browser's redirect by which a client logs persons in; and the APIs that a client is, by their audiences:
-- tokens for them it may introspect (RFC 7662) and exchange (RFC 8693).
alter table identity.client
  add column sign_in_flows text[] not null default '{}' check (sign_in_flows <@ array['device', 'ciba']),
  add column apis text[] not null default '{}' check (cardinality(apis) <= 100);

-- uid_key is the second name of any record: of a session its uid, of a device code the code that a person types, and of
-- a request that waits for a person's answer that person, who may have several.
