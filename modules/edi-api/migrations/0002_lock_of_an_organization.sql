-- A party can come to another organisation. What a client of the former one had set must not bind the new one.
alter table edi_api.msh_configuration add column organization_number text;

comment on column edi_api.msh_configuration.organization_number is
  'Whose client set it. A lock holds while the HER-id belongs to that organisation; null in rows from before this column.';
