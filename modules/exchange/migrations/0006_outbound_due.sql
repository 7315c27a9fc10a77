-- Whether anything is due at all is asked twice a second, and mostly answered with no.
create index outbound_anything_due on exchange.outbound (due_at) where due_at is not null;
