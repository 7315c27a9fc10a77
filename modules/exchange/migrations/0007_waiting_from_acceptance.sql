-- A GenDate in the future (a wrong clock, the year 9999) must not keep a document for ever: like the deadline itself, the
-- wait then counts from when it was accepted.
create or replace function exchange.is_waiting(message exchange.message, as_of timestamptz) returns boolean language sql stable as $$
  select exists (select from exchange.outbound where outbound.message_id = message.id and outbound.due_at is not null)
      or exists (select from exchange.open_leg where open_leg.message_id = message.id and not open_leg.is_overdue)
      or (message.answers_message_id is null
          and least(message.generated_at, message.accepted_at) + interval '96 hours' > as_of and exists (
            select from exchange.delivery where delivery.message_id = message.id and not exists (
              select from exchange.receipt where receipt.original_message_id = message.id
                                             and receipt.receiver_her_id = delivery.receiver_her_id)))
$$;
