import type { Db } from '@samband/db';
import { type RawBuilder, sql } from 'kysely';
import { CHANGE_CHANNEL } from '../event-log.ts';
import type { AgreementContent, PartyInfo } from './party-info.ts';

/** An agreement as the register holds it. */
export interface HeldAgreement extends AgreementContent {
  readonly id: string;
  readonly origin: 'generated' | 'imported';
  readonly madeAt: Date;
  readonly supersededAt?: Date;
  readonly terminatedAt?: Date;
}

/** 1 proposed, 2 valid, 3 revoked, 4 expired, 5 valid but not the latest (HISD 1177). */
export type AgreementStatus = 1 | 2 | 3 | 4 | 5;

export function statusAt({ startsAt, endsAt, supersededAt, terminatedAt }: HeldAgreement, at: Date): AgreementStatus {
  if (terminatedAt && terminatedAt <= at) return 3;
  if (endsAt <= at) return 4;
  if (supersededAt && supersededAt <= at) return 5;
  return startsAt > at ? 1 : 2;
}

export const pairOf = (one: number, other: number) => ({ low: Math.min(one, other), high: Math.max(one, other) });

const HELD_MAX = 200;

/** All that two have or had with each other, the newest first. */
export const readAgreementsBetween = (db: Db, one: number, other: number): Promise<HeldAgreement[]> => {
  const { low, high } = pairOf(one, other);
  return readHeld(db, sql`low_her_id = ${low} and high_her_id = ${high}`);
};

export const readAgreementsOf = (db: Db, herId: number): Promise<HeldAgreement[]> =>
  readHeld(db, sql`(low_her_id = ${herId} or high_her_id = ${herId})`);

/** The one with an id, in its last form; in any case of letters. */
export async function readAgreementById(db: Db, cpaId: string): Promise<HeldAgreement | undefined> {
  const [held] = await readHeld(db, sql`lower(cpa_id) = lower(${cpaId})`);
  return held;
}

/** Generated ones of a party that are in force, with whom. */
export const readGeneratedOf = (db: Db, herId: number): Promise<HeldAgreement[]> =>
  readHeld(
    db,
    sql`(low_her_id = ${herId} or high_her_id = ${herId})
        and origin = 'generated' and superseded_at is null and terminated_at is null`,
    sql`null`,
  );

async function readHeld(db: Db, condition: RawBuilder<unknown>, limit: RawBuilder<unknown> = sql`${HELD_MAX}`) {
  interface Row extends Omit<HeldAgreement, 'supersededAt' | 'terminatedAt'> {
    supersededAt: Date | null;
    terminatedAt: Date | null;
  }
  const { rows } = await sql<Row>`
    select id::text, cpa_id as "cpaId", origin, content -> 'parties' as parties, starts_at as "startsAt",
           ends_at as "endsAt", made_at as "madeAt", superseded_at as "supersededAt", terminated_at as "terminatedAt"
      from address_register.collaboration_agreement
     where ${condition}
     order by made_at desc, id desc
     limit ${limit}
  `.execute(db);
  return rows.map(({ supersededAt, terminatedAt, ...row }): HeldAgreement => {
    return { ...row, ...(supersededAt && { supersededAt }), ...(terminatedAt && { terminatedAt }) };
  });
}

/** The document as it was imported; undefined for generated ones. */
export async function readDocument(db: Db, id: string): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{ document: Uint8Array | null }>`
    select document from address_register.collaboration_agreement where id = ${id}::bigint`.execute(db);
  return rows[0]?.document ?? undefined;
}

export interface NewAgreement extends AgreementContent {
  readonly origin: HeldAgreement['origin'];
  readonly document?: Uint8Array;
}

/** The caller holds the register's lock. */
export async function insertAgreement(db: Db, agreement: NewAgreement, now: Date): Promise<void> {
  const { cpaId, origin, document, startsAt, endsAt, parties } = agreement;
  const { low, high } = pairOf(parties[0].herId, parties[1].herId);
  await sql`
    insert into address_register.collaboration_agreement
           (cpa_id, low_her_id, high_her_id, origin, document, content, starts_at, ends_at, made_at)
    values (${cpaId}, ${low}, ${high}, ${origin}, ${document ? Buffer.from(document) : null},
            ${JSON.stringify({ parties })}::jsonb, ${startsAt}, ${endsAt}, ${now})
  `.execute(db);
}

export async function endAgreement(db: Db, id: string, how: 'superseded' | 'terminated', now: Date): Promise<void> {
  await sql`
    update address_register.collaboration_agreement
       set ${sql.ref(`${how}_at`)} = ${now} where id = ${id}::bigint and ${sql.ref(`${how}_at`)} is null
  `.execute(db);
}

export interface AgreementEvent {
  readonly sequence: number;
  /** As the national service names them. */
  readonly kind: 'CppUpdated' | 'CpaCreated' | 'CpaTerminated';
  readonly herId: number;
  readonly otherHerId?: number;
  /** The id of the profile or agreement. */
  readonly subjectId: string;
  readonly recordedAt: Date;
  readonly clientId: string;
  readonly changes: Readonly<Record<string, unknown>>;
}

/** Appends one event. The caller holds the register's lock: numbers rise in the order of commits. */
export async function recordAgreementEvent(
  db: Db,
  event: Omit<AgreementEvent, 'sequence' | 'recordedAt' | 'changes'> & { changes?: AgreementEvent['changes'] },
  now: Date,
): Promise<void> {
  const { kind, herId, otherHerId = null, subjectId, clientId, changes = {} } = event;
  await sql`
    with position as (
      update address_register.register_position set last_agreement_sequence = last_agreement_sequence + 1
      returning last_agreement_sequence as sequence)
    insert into address_register.agreement_event
           (sequence, kind, her_id, other_her_id, subject_id, recorded_at, client_id, changes)
    select sequence, ${kind}, ${herId}::int, ${otherHerId}::int, ${subjectId}, ${now}, ${clientId},
           ${JSON.stringify(changes)}::jsonb from position
  `.execute(db);
  await sql`select pg_notify(${CHANGE_CHANNEL}, '')`.execute(db);
}

/** After a sequence number, oldest first. */
export async function readAgreementEvents(db: Db, after: number, limit: number): Promise<AgreementEvent[]> {
  const { rows } = await sql<AgreementEvent & { otherHerId: number | null }>`
    select sequence, kind, her_id as "herId", other_her_id as "otherHerId", subject_id as "subjectId",
           recorded_at as "recordedAt", client_id as "clientId", changes
      from address_register.agreement_event where sequence > ${after} order by sequence limit ${limit}
  `.execute(db);
  return rows.map(({ otherHerId, ...event }) => ({ ...event, ...(otherHerId !== null && { otherHerId }) }));
}

export interface HeldProfile {
  readonly cppId: string;
  readonly content: PartyInfo;
  readonly madeAt: Date;
  readonly supersededAt: Date | null;
}

/** Every profile that a party has or had, the newest first. */
export async function readProfiles(db: Db, herId: number, limit = HELD_MAX): Promise<HeldProfile[]> {
  const { rows } = await sql<HeldProfile>`
    select cpp_id as "cppId", content, made_at as "madeAt", superseded_at as "supersededAt"
      from address_register.collaboration_profile where her_id = ${herId}
     order by superseded_at desc nulls first, made_at desc limit ${limit}
  `.execute(db);
  return rows;
}

/** Makes a profile the party's current one. The caller holds the register's lock. */
export async function insertProfile(db: Db, cppId: string, content: PartyInfo, now: Date): Promise<void> {
  await endProfile(db, content.herId, now);
  await sql`
    insert into address_register.collaboration_profile (cpp_id, her_id, content, made_at)
    values (${cppId}, ${content.herId}, ${JSON.stringify(content)}::jsonb, ${now})
  `.execute(db);
}

export async function endProfile(db: Db, herId: number, now: Date): Promise<void> {
  await sql`update address_register.collaboration_profile set superseded_at = ${now}
             where her_id = ${herId} and superseded_at is null`.execute(db);
}
