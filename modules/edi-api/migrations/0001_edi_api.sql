create schema edi_api;

comment on schema edi_api is 'How each HER-id wants to be served by the message handler (EDI 2.0, /mshconfigurations).';

create table edi_api.msh_configuration (
  her_id                       integer primary key,
  receive_notification_channel text not null check (receive_notification_channel in ('Api')),
  client_locked                boolean not null,
  refused_message_functions    text[] not null default '{}',
  client_id                    text not null,   -- who set it; with client_locked, the only one that may act for the HER-id
  changed_at                   timestamptz not null default now()
);
