import type { Db } from '@samband/db';
import { sql } from 'kysely';
import type { AddressPlan } from './address-plan.ts';
import type { CertificateFacts, CertificateUse } from './certificate.ts';
import type { OwnFacts } from './communication-party.ts';
import type { HerId } from './her-id.ts';
import { addressedName, type PartyOwn } from './party-record.ts';
import { fold, searchVector, wordsOf } from './search-words.ts';
import { rememberWords } from './typing-errors.ts';

type Naming = Pick<OwnFacts, 'name' | 'displayName' | 'locationDescription' | 'serviceCode'>;

/** What a party is found by: its own names, what and where it is, and its organisation's names (“legevakt trondheim”). */
export function searchWordsOf(party: Naming, parent: Naming | undefined) {
  return {
    own: wordsOf(party.name, party.displayName, party.locationDescription, party.serviceCode?.display),
    above: wordsOf(parent?.name, parent?.displayName),
  };
}

const vectorOf = ({ own, above }: ReturnType<typeof searchWordsOf>): string => searchVector(own, above);

/** Columns of a party from its facts, `null` for what is absent, so that an update also takes fields away. */
function columnsOf(facts: OwnFacts, parent: PartyOwn | undefined) {
  return {
    name: facts.name,
    display_name: facts.displayName ?? null,
    parent_her_id: facts.parentHerId ?? null,
    organization_number: facts.organizationNumber ?? null,
    business_type: facts.businessType ?? null,
    service_code_system: facts.serviceCode?.system ?? null,
    service_code: facts.serviceCode?.code ?? null,
    service_code_display: facts.serviceCode?.display ?? null,
    municipality: facts.municipality ?? null,
    description: facts.description ?? null,
    location_description: facts.locationDescription ?? null,
    given_name: facts.person?.givenName ?? null,
    family_name: facts.person?.familyName ?? null,
    hpr_number: facts.person?.hprNumber ?? null,
    title: facts.person?.title ?? null,
    coverage_areas: JSON.stringify(facts.coverageAreas),
    industry_codes: JSON.stringify(facts.industryCodes),
    properties: JSON.stringify(facts.properties),
    physical_addresses: JSON.stringify(facts.physicalAddresses),
    valid_from: facts.validFrom,
    valid_to: facts.validTo ?? null,
    sort_name: fold(addressedName(facts)),
    search_words: sql`${vectorOf(searchWordsOf(facts, parent))}::tsvector`,
  };
}

type Columns = ReturnType<typeof columnsOf>;
type PartyTable = Columns & { her_id: number; kind: string; version: number; changed_at: Date };
type Tables = { 'address_register.communication_party': PartyTable };

interface Write {
  readonly herId: HerId;
  readonly facts: OwnFacts;
  readonly parent: PartyOwn | undefined;
  readonly now: Date;
}

export async function insertParty(db: Db, { herId, facts, parent, now }: Write): Promise<void> {
  const row = { her_id: herId, kind: facts.kind, version: 1, changed_at: now, ...columnsOf(facts, parent) };
  await db.withTables<Tables>().insertInto('address_register.communication_party').values(row).execute();
  await rememberWords(db, wordsIn(facts));
}

export async function updateParty(db: Db, { herId, facts, parent, now }: Write): Promise<void> {
  await db
    .withTables<Tables>()
    .updateTable('address_register.communication_party')
    .set({ ...columnsOf(facts, parent), version: sql`version + 1`, changed_at: now })
    .where('her_id', '=', herId)
    .execute();
  await rememberWords(db, wordsIn(facts));
}

/** Its organisation's are remembered by the organisation itself. */
const wordsIn = (facts: OwnFacts): string[] => searchWordsOf(facts, undefined).own;

export interface Touched {
  readonly herId: HerId;
  /** Others see it differently: it goes a version on. Otherwise it is only found by other words. */
  readonly isChanged: boolean;
  readonly words: ReturnType<typeof searchWordsOf>;
}

/** Parties below an organisation that changed: what they inherit, and the names of it that they are found by. */
export async function touchParties(db: Db, parties: readonly Touched[], now: Date): Promise<void> {
  const rows = parties.map(({ words, ...party }) => ({ ...party, vector: vectorOf(words) }));
  await sql`
    update address_register.communication_party as party
       set version = version + case when touched."isChanged" then 1 else 0 end,
           changed_at = case when touched."isChanged" then ${now} else changed_at end,
           search_words = touched.vector::tsvector
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as touched ("herId" int, "isChanged" boolean, vector text)
     where party.her_id = touched."herId"
  `.execute(db);
}

export async function applyAddressPlan(db: Db, herId: HerId, { moveEnd, insert }: AddressPlan): Promise<void> {
  // Ends first: an address that takes over begins where the one before it stops.
  await sql`
    update address_register.electronic_address as address set valid_to = moved."validTo"
      from jsonb_to_recordset(${JSON.stringify(moveEnd)}::jsonb) as moved (id bigint, "validTo" timestamptz)
     where address.id = moved.id and address.her_id = ${herId}
  `.execute(db);
  await sql`
    insert into address_register.electronic_address (her_id, type, value, valid_from, valid_to)
    select ${herId}::int, type, value, "validFrom", "validTo"
      from jsonb_to_recordset(${JSON.stringify(insert)}::jsonb)
           as added (type text, value text, "validFrom" timestamptz, "validTo" timestamptz)
  `.execute(db);
}

/** Registers certificates for a party. One that was withdrawn before is held for another period. */
export async function registerCertificates(
  db: Db,
  herId: HerId,
  added: readonly { use: CertificateUse; facts: CertificateFacts }[],
  now: Date,
): Promise<void> {
  for (const { use, facts } of added) {
    await sql`
      insert into address_register.certificate (thumbprint, der, valid_from, valid_to, subject_organization_number)
      values (${facts.thumbprint}, ${Buffer.from(facts.der)}, ${facts.validFrom}, ${facts.validTo},
              ${facts.subjectOrganizationNumber ?? null})
      on conflict (thumbprint) do nothing
    `.execute(db);
    await sql`
      insert into address_register.party_certificate (her_id, use, thumbprint, registered_at)
      values (${herId}, ${use}, ${facts.thumbprint}, ${now})
      on conflict (her_id, use, thumbprint, registered_at) do update set withdrawn_at = null
    `.execute(db);
  }
}

export async function withdrawCertificates(
  db: Db,
  herId: HerId,
  withdrawn: readonly { use: CertificateUse; thumbprint: string }[],
  now: Date,
): Promise<void> {
  await sql`
    update address_register.party_certificate as held set withdrawn_at = greatest(${now}::timestamptz, registered_at)
      from jsonb_to_recordset(${JSON.stringify(withdrawn)}::jsonb) as gone (use text, thumbprint text)
     where held.her_id = ${herId} and held.use = gone.use and held.thumbprint = gone.thumbprint
       and held.withdrawn_at is null
  `.execute(db);
}
