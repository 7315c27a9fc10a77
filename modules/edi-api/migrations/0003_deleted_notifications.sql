-- What of the feed each HER-id's owner has said to be done with (POST /notifications/delete), as spans of offsets that
-- hold none of the HER-id's entries but deleted ones. Whoever deletes in order has one span, however long the feed
-- grows; each entry that is left unread in between makes one more.
create table edi_api.deleted_notifications (
  her_id  integer primary key,
  deleted int8multirange not null
);

-- Streams that are open ask which locks are new.
create index msh_configuration_newly_locked on edi_api.msh_configuration (changed_at) where client_locked;
