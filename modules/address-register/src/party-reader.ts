import type { Db } from '@samband/db';
import { type RawBuilder, sql } from 'kysely';
import type { StoredAddress } from './address-plan.ts';
import type { PartyCertificate } from './certificate.ts';
import type { OwnFacts } from './communication-party.ts';
import type { HerId } from './her-id.ts';
import type { PartyOwn, PartyRecord } from './party-record.ts';
import type { PhysicalAddress } from './physical-address.ts';

/** A record whose own addresses tell which rows they stand in. */
export interface StoredParty extends PartyRecord {
  readonly own: PartyOwn & { readonly electronicAddresses: readonly StoredAddress[] };
}

export interface ReadOptions {
  /** Leave out addresses that had ended by then: what is asked about is this instant or later. */
  readonly since: Date;
  /** With the certificates' values and what remarks need; routing does without. */
  readonly isDetailed: boolean;
}

export const FROM_THE_BEGINNING: ReadOptions = { since: new Date(0), isDetailed: true };

interface Row {
  own: OwnJson;
  parent: OwnJson | null;
  sharesServiceType: boolean;
  version: number;
  changedAt: Date;
}

type Timed = { validFrom: string; validTo?: string };
export type OwnJson = Timed & {
  herId: HerId;
  physicalAddresses: Partial<Timed>[];
  electronicAddresses: Timed[];
  certificates: Timed[];
};

/**
 * Parties with their own and their organisation's rows, in the order they were asked for; those unknown are left out.
 * One statement, since routing needs it for every message; plain SQL, so that the order survives the join.
 */
export async function readParties(db: Db, herIds: readonly HerId[], options: ReadOptions): Promise<StoredParty[]> {
  const { rows } = await sql<Row>`
    select ${partyJson('party', options)} as own,
           case when parent.her_id is not null then ${partyJson('parent', options)} end as parent,
           ${options.isDetailed ? sharesServiceType : sql`false`} as "sharesServiceType",
           party.version, party.changed_at as "changedAt"
      from unnest(${herIds}::int[]) with ordinality as asked (her_id, position)
      join address_register.communication_party as party using (her_id)
      left join address_register.communication_party as parent on parent.her_id = party.parent_her_id
     order by asked.position
  `.execute(db);
  return rows.map(toRecord);
}

/** All parties below an organisation, by HER-id. */
export async function readChildren(db: Db, parentHerId: HerId): Promise<StoredParty[]> {
  const { rows } = await sql<{ herIds: HerId[] | null }>`
    select array_agg(her_id order by her_id) as "herIds"
      from address_register.communication_party where parent_her_id = ${parentHerId}
  `.execute(db);
  return readParties(db, rows[0]?.herIds ?? [], FROM_THE_BEGINNING);
}

function partyJson(table: 'party' | 'parent', { since, isDetailed }: ReadOptions): RawBuilder<OwnJson> {
  const of = (column: string) => sql.ref(`${table}.${column}`);
  return sql<OwnJson>`jsonb_strip_nulls(jsonb_build_object(
    'herId', ${of('her_id')}, 'kind', ${of('kind')}, 'name', ${of('name')}, 'displayName', ${of('display_name')},
    'parentHerId', ${of('parent_her_id')}, 'organizationNumber', ${of('organization_number')},
    'businessType', ${of('business_type')}, 'municipality', ${of('municipality')},
    'serviceCode', case when ${of('service_code')} is not null then jsonb_build_object(
      'system', ${of('service_code_system')}, 'code', ${of('service_code')}, 'display', ${of('service_code_display')}) end,
    'description', ${of('description')}, 'locationDescription', ${of('location_description')},
    'person', case when ${of('family_name')} is not null then jsonb_build_object(
      'givenName', ${of('given_name')}, 'familyName', ${of('family_name')}, 'hprNumber', ${of('hpr_number')},
      'title', ${of('title')}) end,
    'coverageAreas', ${of('coverage_areas')}, 'industryCodes', ${of('industry_codes')}, 'properties', ${of('properties')},
    'physicalAddresses', ${of('physical_addresses')},
    'validFrom', ${of('valid_from')}, 'validTo', ${of('valid_to')},
    'electronicAddresses', coalesce((
      select jsonb_agg(jsonb_build_object('id', address.id::text, 'type', address.type, 'value', address.value,
                                          'validFrom', address.valid_from, 'validTo', address.valid_to)
                       order by address.type, address.valid_from, address.id)
        from address_register.electronic_address as address
       where address.her_id = ${of('her_id')} and (address.valid_to is null or address.valid_to > ${since})), '[]'),
    'certificates', coalesce((
      select jsonb_agg(jsonb_build_object(
               'use', held.use, 'thumbprint', held.thumbprint, 'validFrom', certificate.valid_from,
               'validTo', least(certificate.valid_to, held.withdrawn_at),
               'subjectOrganizationNumber', certificate.subject_organization_number,
               'value', ${isDetailed ? sql`translate(encode(certificate.der, 'base64'), e'\n', '')` : sql`null`})
             order by held.use, certificate.valid_from desc, held.thumbprint)
        from address_register.party_certificate as held
        join address_register.certificate as certificate using (thumbprint)
       where held.her_id = ${of('her_id')} and least(certificate.valid_to, held.withdrawn_at) > ${since}), '[]')))`;
}

const sharesServiceType = sql`party.kind = 'service' and party.service_code is not null and exists (
  select from address_register.communication_party as sibling
   where sibling.parent_her_id = party.parent_her_id and sibling.her_id <> party.her_id
     and sibling.service_code = party.service_code and sibling.service_code_system = party.service_code_system
     and sibling.location_description is not distinct from party.location_description
     and sibling.valid_to is null and party.valid_to is null)`;

function toRecord({ own, parent, ...row }: Row): StoredParty {
  return {
    ...row,
    own: ownFromJson(own) as StoredParty['own'],
    ...(parent && { parent: ownFromJson(parent) }),
  };
}

/** A party's own rows as JSON has them: instants as text. */
export function ownFromJson(json: OwnJson): PartyOwn {
  const { validFrom } = json;
  return {
    ...(withDates(json) as unknown as OwnFacts & { herId: HerId }),
    // Events of before 2026-11-24 hold addresses without a period: they were in effect for as long as their party.
    physicalAddresses: json.physicalAddresses.map(
      (address) => withDates({ validFrom, ...address }) as unknown as PhysicalAddress,
    ),
    electronicAddresses: json.electronicAddresses.map((address) => withDates(address) as unknown as StoredAddress),
    certificates: json.certificates.map((certificate) => withDates(certificate) as unknown as PartyCertificate),
  };
}

function withDates<T extends Timed>({ validFrom, validTo, ...rest }: T) {
  return { ...rest, validFrom: new Date(validFrom), ...(validTo !== undefined && { validTo: new Date(validTo) }) };
}
