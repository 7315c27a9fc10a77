-- More of what a party is: a person's title, what a service covers, industry codes, free properties; physical addresses
-- with a beginning and an end, as electronic ones have; and certificates with every period in which they were held.

alter table address_register.communication_party
  add column title text check (length(title) between 1 and 100),
  add column coverage_areas jsonb not null default '[]' check (jsonb_typeof(coverage_areas) = 'array'),
  add column industry_codes jsonb not null default '[]' check (jsonb_typeof(industry_codes) = 'array'),
  add column properties jsonb not null default '{}' check (jsonb_typeof(properties) = 'object'),
  add check (kind = 'person' or title is null),
  add check (kind = 'service' or coverage_areas = '[]'),
  add check (kind = 'organization' or industry_codes = '[]');
create index communication_party_by_service_type
  on address_register.communication_party (service_code, service_code_system) where service_code is not null;

-- Addresses that are already here have been in effect for as long as their party.
update address_register.communication_party as party
   set physical_addresses = (
     select jsonb_agg(jsonb_build_object('validFrom', party.valid_from) || address order by position)
       from jsonb_array_elements(party.physical_addresses) with ordinality as each (address, position))
 where physical_addresses <> '[]';

-- One that is registered again after it was withdrawn is held for a second period; the first stays as it was.
alter table address_register.party_certificate
  drop constraint party_certificate_pkey,
  add primary key (her_id, use, thumbprint, registered_at);
create unique index party_certificate_in_use
  on address_register.party_certificate (her_id, use, thumbprint) where withdrawn_at is null;
create index party_certificate_by_thumbprint on address_register.party_certificate (thumbprint);
