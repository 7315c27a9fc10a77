import type { Db } from '@samband/db';
import { sql } from 'kysely';
import type { HerId } from './her-id.ts';
import { type OwnJson, ownFromJson } from './party-reader.ts';
import type { PartyOwn, PartyRecord } from './party-record.ts';

interface Then {
  readonly own: PartyOwn;
  readonly version: number;
  readonly changedAt: Date;
}

/**
 * Parties as the register had them at an instant, in the order asked; those unknown are left out. Answered from the
 * events, which are all there is to know: of each field, what the last change by then made of it. Before a party was
 * registered it is what it was first registered as.
 */
export async function readPartiesAsOf(
  db: Db,
  herIds: readonly HerId[],
  at: Date,
  { isDetailed }: { isDetailed: boolean },
): Promise<PartyRecord[]> {
  const parties = await readOwnAsOf(db, herIds, at);
  const parentHerIds = [...new Set([...parties.values()].flatMap(({ own }) => own.parentHerId ?? []))];
  const parents = await readOwnAsOf(db, parentHerIds, at);
  const values = isDetailed ? await readCertificateValues(db, [...parties.values(), ...parents.values()]) : new Map();
  return herIds.flatMap((herId): PartyRecord[] => {
    const party = parties.get(herId);
    if (!party) return [];
    const parent = party.own.parentHerId === undefined ? undefined : parents.get(party.own.parentHerId);
    const { version, changedAt } = party;
    const own = withValues(party.own, values);
    // That two services are alike is said of today: what their siblings were like is not looked up.
    return [
      { own, ...(parent && { parent: withValues(parent.own, values) }), version, changedAt, sharesServiceType: false },
    ];
  });
}

async function readOwnAsOf(db: Db, herIds: readonly HerId[], at: Date): Promise<Map<HerId, Then>> {
  if (herIds.length === 0) return new Map();
  const { rows } = await sql<{ herId: HerId; own: OwnJson; version: number; changedAt: Date }>`
    with recorded as (
      select coalesce((select sequence from address_register.party_event where recorded_at <= ${at}
                        order by recorded_at desc, sequence desc limit 1), 0) as sequence),
    asked as (
      select party.her_id, greatest(recorded.sequence, first.sequence) as sequence
        from recorded, (select distinct unnest(${herIds}::int[]) as her_id) as party
        join address_register.party_event as first on first.her_id = party.her_id and first.version = 1)
    select asked.her_id as "herId", last.version, last.recorded_at as "changedAt",
           (select jsonb_object_agg(field.name, field.after) from (
              select distinct on (change.key) change.key as name, change.value -> 'after' as after
                from address_register.party_event as event, jsonb_each(event.changes) as change
               where event.her_id = asked.her_id and event.kind <> 'inherited' and event.sequence <= asked.sequence
               order by change.key, event.version desc) as field
             where field.after is not null) as own
      from asked, lateral (
        select version, recorded_at from address_register.party_event as event
         where event.her_id = asked.her_id and event.sequence <= asked.sequence
         order by version desc limit 1) as last
  `.execute(db);
  return new Map(rows.map(({ herId, own, ...row }) => [herId, { ...row, own: ownFromEvents(herId, own) }]));
}

/** Events of before these fields existed do not name them. */
const ownFromEvents = (herId: HerId, own: OwnJson): PartyOwn =>
  ownFromJson({ coverageAreas: [], industryCodes: [], properties: {}, ...own, herId } as OwnJson);

/** Events name certificates by thumbprint; what they are stands in the register for ever. */
async function readCertificateValues(db: Db, parties: readonly Then[]): Promise<Map<string, string>> {
  const thumbprints = [...new Set(parties.flatMap(({ own }) => own.certificates.map((each) => each.thumbprint)))];
  const { rows } = await sql<{ thumbprint: string; value: string }>`
    select thumbprint, translate(encode(der, 'base64'), e'\n', '') as value
      from address_register.certificate where thumbprint = any(${thumbprints}::text[])
  `.execute(db);
  return new Map(rows.map(({ thumbprint, value }) => [thumbprint, value]));
}

function withValues(own: PartyOwn, values: ReadonlyMap<string, string>): PartyOwn {
  const certificates = own.certificates.map((certificate) => {
    const value = values.get(certificate.thumbprint);
    return value === undefined ? certificate : { ...certificate, value };
  });
  return { ...own, certificates };
}
