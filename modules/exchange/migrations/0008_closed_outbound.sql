-- What a transport was done with stayed for as long as the message. It is worked with, and no evidence: it stays as long as
-- the document, so that a late acknowledgment finds its envelope, and goes with it.

-- The only way by which something goes that is else only added to (refuse_change looks for this name). It looks at the
-- rules itself, and lets nobody pretend that time has passed. At most `most` messages; gives how many.
create or replace function exchange.remove_expired(step text, as_of timestamptz, most integer, removed_by text)
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
    -- The transport is done with these: is_waiting would have kept the body.
    delete from exchange.outbound where message_id = any(ids) and due_at is null;
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

-- Those whose document went before this was so.
delete from exchange.outbound
 where due_at is null and not exists (select from exchange.body where body.message_id = outbound.message_id);
