-- How long what is kept: first the document goes, then what is known of it, last the key that tells a copy. ADR 0012.

-- The network carries documents; sender and receiver keep them (pasientjournalloven). '*' is for every type without a rule
-- of its own. The least are what the exchange itself needs: transports try for 72 hours, receipts may take 96.
create table exchange.retention_rule (
  message_type  text primary key check (length(message_type) between 1 and 100),  -- code of 8279, or '*'
  body_days     integer not null check (body_days >= 7),
  message_days  integer not null check (message_days >= body_days),
  key_days      integer not null check (key_days >= message_days and key_days <= 36500)
);
insert into exchange.retention_rule (message_type, body_days, message_days, key_days) values ('*', 90, 1095, 3650);

-- What was shown to whoever decides, before anything is removed.
create table exchange.retention_plan (
  token       uuid primary key default gen_random_uuid(),
  planned_at  timestamptz not null,
  planned_by  text not null,
  rules       jsonb not null,
  removals    jsonb not null,
  run_at      timestamptz
);

-- Keys are made in the order of time: a block range index finds the old ones at next to no cost.
create index document_key_age on exchange.document_key using brin (message_id) with (autosummarize = on);

create function exchange.rule_for(any_type text) returns exchange.retention_rule language sql stable as $$
  select rule from exchange.retention_rule as rule
   where rule.message_type in (any_type, '*') order by rule.message_type = '*' limit 1
$$;

-- A document waits while a transport works with it, while a deadline has not come, or has come and nobody was told.
create function exchange.is_waiting(message exchange.message, as_of timestamptz) returns boolean language sql stable as $$
  select exists (select from exchange.outbound where outbound.message_id = message.id and outbound.due_at is not null)
      or exists (select from exchange.open_leg where open_leg.message_id = message.id and not open_leg.is_overdue)
      or (message.answers_message_id is null and message.generated_at + interval '96 hours' > as_of and exists (
            select from exchange.delivery where delivery.message_id = message.id and not exists (
              select from exchange.receipt where receipt.original_message_id = message.id
                                             and receipt.receiver_her_id = delivery.receiver_her_id)))
$$;

create function exchange.instant_of(id uuid) returns timestamptz language sql immutable as $$
  select to_timestamp(('x0000' || left(replace(id::text, '-', ''), 12))::bit(64)::bigint / 1000.0)
$$;

-- What has had its time: asked by the plan and by the removal alike. Ids are the time: of months that are too young nothing
-- is read. Plain SQL, so that a limit around it ends the search early.
create function exchange.expired_bodies(as_of timestamptz)
returns table (message_id uuid, message_type text, accepted_at timestamptz, bytes bigint) language sql stable as $$
  select message.id, message.message_type, message.accepted_at, pg_column_size(body.content)::bigint
    from exchange.body join exchange.message on message.id = body.message_id
   where body.message_id < exchange.first_id_at(as_of - (select min(body_days) from exchange.retention_rule) * interval '1 day')
     and message.accepted_at < as_of - (exchange.rule_for(message.message_type)).body_days * interval '1 day'
     and not exchange.is_waiting(message, as_of)
$$;
create function exchange.expired_messages(as_of timestamptz)
returns table (message_id uuid, message_type text, accepted_at timestamptz, bytes bigint) language sql stable as $$
  select message.id, message.message_type, message.accepted_at, pg_column_size(message)::bigint
    from exchange.message
   where message.id < exchange.first_id_at(as_of - (select min(message_days) from exchange.retention_rule) * interval '1 day')
     and message.accepted_at < as_of - (exchange.rule_for(message.message_type)).message_days * interval '1 day'
     and not exists (select from exchange.body where body.message_id = message.id)
$$;
-- The type went with the message: the longest of all rules holds.
create function exchange.expired_keys(as_of timestamptz)
returns table (message_id uuid, message_type text, accepted_at timestamptz, bytes bigint) language sql stable as $$
  select document_key.message_id, '*'::text, exchange.instant_of(document_key.message_id), pg_column_size(document_key)::bigint
    from exchange.document_key
   where document_key.message_id < exchange.first_id_at(as_of - (select max(key_days) from exchange.retention_rule) * interval '1 day')
     and not exists (select from exchange.message where message.id = document_key.message_id)
$$;

-- The only way by which something goes that is else only added to (refuse_change looks for this name). It looks at the
-- rules itself, and lets nobody pretend that time has passed. At most `most` messages; gives how many.
create function exchange.remove_expired(step text, as_of timestamptz, most integer, removed_by text)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  ids uuid[];
  first_sequence bigint;
begin
  if as_of > now() + interval '5 minutes' then
    raise exception 'what expires at % is not known before then', as_of using errcode = 'invalid_parameter_value';
  end if;
  ids := case step when 'body' then array(select message_id from exchange.expired_bodies(as_of) limit most)
                   when 'message' then array(select message_id from exchange.expired_messages(as_of) limit most)
                   when 'key' then array(select message_id from exchange.expired_keys(as_of) limit most) end;
  if cardinality(ids) = 0 then return 0; end if;
  if step = 'body' then
    delete from exchange.body where message_id = any(ids);
    select event_sequence into first_sequence from exchange.take_numbers(cardinality(ids), null);
    insert into exchange.event (sequence, occurred_at, message_id, receiver_her_id, kind, proof)
    select first_sequence + position, as_of, message.id, null, 'body-removed',
           jsonb_build_object('bodyDays', (exchange.rule_for(message.message_type)).body_days, 'removedBy', removed_by)
      from unnest(ids) with ordinality as removed (id, position)
      join exchange.message on message.id = removed.id
    on conflict do nothing;
  elsif step = 'message' then
    delete from exchange.outbound where message_id = any(ids);
    delete from exchange.open_leg where message_id = any(ids);
    delete from exchange.receipt where original_message_id = any(ids);
    delete from exchange.delivery where message_id = any(ids);
    delete from exchange.event where message_id = any(ids);
    delete from exchange.message where id = any(ids);
  elsif step = 'key' then
    delete from exchange.document_key where message_id = any(ids);
  else
    raise exception 'there is no step %', step;
  end if;
  return cardinality(ids);
end $$;

-- Takes away the partitions of months of which nothing is left, and of the feed those that are older than any message.
-- Gives how many.
create function exchange.drop_empty_partitions(as_of timestamptz) returns bigint language plpgsql as $$
declare
  oldest_kept timestamptz := as_of - (select max(message_days) from exchange.retention_rule) * interval '1 day';
  month text;
  parent text;
  part bigint;
  next_began timestamptz;
  is_left boolean;
  dropped bigint := 0;
begin
  perform pg_advisory_xact_lock(hashtext('exchange.make_partitions'));
  for month in
    select substring(inhrelid::regclass::text from '\d{4}_\d{2}$') from pg_inherits
     where inhparent = 'exchange.message'::regclass order by 1
  loop
    continue when month is null or (to_date(month, 'YYYY_MM') + interval '1 month') at time zone 'UTC' > oldest_kept;
    is_left := false;
    foreach parent in array exchange.monthly_tables() loop
      if not is_left then execute format('select exists (select from exchange.%I)', parent || '_' || month) into is_left; end if;
    end loop;
    continue when is_left;
    foreach parent in array exchange.monthly_tables() loop
      execute format('drop table exchange.%I', parent || '_' || month);
      dropped := dropped + 1;
    end loop;
  end loop;
  for part in
    select substring(inhrelid::regclass::text from '\d{6,}$')::bigint from pg_inherits
     where inhparent = 'exchange.notification'::regclass and inhrelid::regclass::text ~ '\d{6,}$' order by 1
  loop
    exit when to_regclass(format('exchange.%I', 'notification_' || to_char(part + 1, 'FM000000'))) is null;
    -- Entries lie in the order in which they came: when the next part began, this one had ended.
    execute format('select created_at from exchange.%I limit 1', 'notification_' || to_char(part + 1, 'FM000000')) into next_began;
    exit when next_began is null or next_began > oldest_kept;
    execute format('drop table exchange.%I', 'notification_' || to_char(part, 'FM000000'));
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

-- Bodies that two or more of fit on a page stay there: no second table and no second index to go through. Larger ones are
-- cut into pieces as before, so that a part of them can be read.
create or replace function exchange.make_month(instant timestamptz) returns bigint language plpgsql as $$
declare
  month timestamptz := date_trunc('month', instant, 'UTC');
  next_month timestamptz := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
  suffix text := to_char(month at time zone 'UTC', 'YYYY_MM');
  made bigint;
begin
  made := (select count(*) from unnest(exchange.monthly_tables()) as parent
            where exchange.make_partition(parent, suffix, exchange.first_id_at(month)::text, exchange.first_id_at(next_month)::text));
  if made > 0 then execute format('alter table exchange.%I set (toast_tuple_target = 4080)', 'body_' || suffix); end if;
  return made;
end $$;
do $$
declare
  partition regclass;
begin
  for partition in select inhrelid::regclass from pg_inherits where inhparent = 'exchange.body'::regclass loop
    execute format('alter table %s set (toast_tuple_target = 4080)', partition);
  end loop;
end $$;
