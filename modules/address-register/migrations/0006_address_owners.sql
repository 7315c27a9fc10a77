-- Whose an address is, in any case, asked for mail that comes in. Its beginning only: an index has no room for 1,000
-- characters of any alphabet, and no mail address is longer than 320 (RFC 5321 §4.5.3.1).
create index electronic_address_by_value on address_register.electronic_address (type, left(lower(value), 320));
