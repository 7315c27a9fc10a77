-- “As it was at an instant” is answered from the events; this finds the last one that had been recorded by then.
create index party_event_by_time on address_register.party_event (recorded_at, sequence);
