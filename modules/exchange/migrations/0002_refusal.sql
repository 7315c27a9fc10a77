-- Documents that were refused at the door because they break their standard: what was found, and nothing of their content.
-- The same bytes again within the hour only count, and an organisation that sends nothing but faults fills a bounded
-- number of rows; see refusal.ts.
create table exchange.refusal (
  organization_number text not null,                       -- of the client that submitted it: it may read this again
  refused_hour    timestamptz not null,                    -- UTC
  digest          bytea not null check (length(digest) = 32),  -- SHA-256 of the bytes as they came
  first_at        timestamptz not null,
  last_at         timestamptz not null,
  times           integer not null check (times > 0),
  client_id       text not null,
  sender_her_id   integer not null,                        -- as the call named it: the document may name another, or none
  document_id     text check (length(document_id) between 1 and 256),  -- MsgId, or Id of an AppRec, where it could be read
  message_type    text,
  size_bytes      integer not null,
  verdict         text not null,
  findings        jsonb not null,                          -- rule, severity, path, line, code of 8221; no value, no text
  primary key (organization_number, refused_hour, digest)
);
create index refusal_document_id on exchange.refusal (document_id) where document_id is not null;
