import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Db } from '@samband/db';
import { sql } from 'kysely';
import type { HerId } from '../her-id.ts';
import { readParties } from '../party-reader.ts';
import { endedPart } from '../party-record.ts';
import {
  endAgreement,
  endProfile,
  type HeldAgreement,
  insertAgreement,
  insertProfile,
  pairOf,
  readGeneratedOf,
  readProfiles,
  recordAgreementEvent,
} from './agreement-store.ts';
import { endOf, makeAgreement } from './make-agreement.ts';
import { makeProfile } from './make-profile.ts';
import type { PartyInfo } from './party-info.ts';
import { readProcesses, withProcesses } from './process-store.ts';

const EVENTS_AT_ONCE = 100;

/** The profile that a party has by what the register has of it at an instant; undefined when it is none. */
export async function profileNow(db: Db, herId: HerId, now: Date): Promise<PartyInfo | undefined> {
  const processes = await readProcesses(db, herId);
  if (processes.length === 0) return undefined;
  const [record] = await readParties(db, [herId], { since: now, isDetailed: true });
  if (!record || endedPart(record, now)) return undefined;
  const profile = makeProfile(record, processes, now);
  return profile.roles.length > 0 ? profile : undefined;
}

interface Change {
  readonly clientId: string;
  readonly now: Date;
}

/** Makes a party's profile what it is to be, and its agreements after it. The caller holds the register's lock. */
export async function keepProfile(tx: Db, herId: HerId, { clientId, now }: Change): Promise<void> {
  const wanted = await profileNow(tx, herId, now);
  const [latest] = await readProfiles(tx, herId, 1);
  const held = latest && !latest.supersededAt ? latest : undefined;
  if (isSame(wanted, held?.content)) return;
  const cppId = randomUUID();
  if (wanted) await insertProfile(tx, cppId, wanted, now);
  else await endProfile(tx, herId, now);
  const changes = rolesChanged(held?.content, wanted);
  const subjectId = wanted ? cppId : (held?.cppId ?? cppId);
  await recordAgreementEvent(tx, { kind: 'CppUpdated', herId, subjectId, clientId, changes }, now);
  for (const agreement of await readGeneratedOf(tx, herId)) {
    const [one, other] = agreement.parties;
    await keepAgreement(tx, [one.herId, other.herId], agreement, { clientId, now });
  }
}

/**
 * Makes the generated agreement of two what it is to be, and gives its id; undefined when they have nothing in common.
 * The caller holds the register's lock.
 */
export async function keepAgreement(
  tx: Db,
  pair: readonly [number, number],
  before: HeldAgreement | undefined,
  { clientId, now }: Change,
): Promise<string | undefined> {
  const { low, high } = pairOf(...pair);
  const parties = await agreedNow(tx, low, high, now);
  if (before && isAsAgreed(before, parties, now)) return before.cpaId;
  const subject = { herId: low, otherHerId: high, clientId };
  if (before) await endAgreement(tx, before.id, parties ? 'superseded' : 'terminated', now);
  if (before && !parties)
    await recordAgreementEvent(tx, { kind: 'CpaTerminated', ...subject, subjectId: before.cpaId }, now);
  if (!parties) return undefined;
  const cpaId = randomUUID();
  const period = { startsAt: now, endsAt: endOf(parties, now) };
  await insertAgreement(tx, { cpaId, origin: 'generated', ...period, parties }, now);
  const changes = before ? { supersedes: before.cpaId } : {};
  await recordAgreementEvent(tx, { kind: 'CpaCreated', ...subject, subjectId: cpaId, changes }, now);
  return cpaId;
}

type Agreed = Awaited<ReturnType<typeof agreedNow>>;

const isAsAgreed = ({ parties, endsAt }: HeldAgreement, wanted: Agreed, now: Date): boolean =>
  wanted !== undefined && endsAt > now && isSame(wanted, parties);

/** Whether an agreement is what it is to be, so that nothing has to be written. */
export async function isAgreementKept(db: Db, agreement: HeldAgreement, now: Date): Promise<boolean> {
  const { low, high } = pairOf(agreement.parties[0].herId, agreement.parties[1].herId);
  return isAsAgreed(agreement, await agreedNow(db, low, high, now), now);
}

/** What two have in common by what the register has of them at an instant. */
async function agreedNow(db: Db, low: number, high: number, now: Date) {
  const one = await profileNow(db, low as HerId, now);
  const other = await profileNow(db, high as HerId, now);
  return one && other && makeAgreement(one, other);
}

/** Brings profiles up to the events of parties; true when there may be more. The caller holds the register's lock. */
export async function keepUpSome(tx: Db, now: Date): Promise<boolean> {
  const { rows } = await sql<{ keptTo: number; last: number; herIds: HerId[] }>`
    with position as (select agreements_kept_to as kept_to from address_register.register_position),
         event as (select sequence, her_id from address_register.party_event, position
                    where sequence > position.kept_to order by sequence limit ${EVENTS_AT_ONCE})
    select position.kept_to as "keptTo", coalesce((select max(sequence) from event), position.kept_to) as last,
           array(select distinct her_id from event) as "herIds" from position
  `.execute(tx);
  const [position] = rows;
  if (!position || position.last === position.keptTo) return false;
  for (const herId of await withProcesses(tx, position.herIds))
    await keepProfile(tx, herId, { clientId: 'samband', now });
  await sql`update address_register.register_position set agreements_kept_to = ${position.last}`.execute(tx);
  return true;
}

/** Whether a party's stored profile is what it is to be: the clock changes it too, and nobody writes then. */
export async function isProfileKept(db: Db, herId: HerId, now: Date): Promise<boolean> {
  const [latest] = await readProfiles(db, herId, 1);
  return isSame(await profileNow(db, herId, now), latest?.supersededAt ? undefined : latest?.content);
}

/** As JSON has them: what is stored has been through it. */
const isSame = (one: unknown, other: unknown): boolean => isDeepStrictEqual(plain(one), plain(other));
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

function rolesChanged(before: PartyInfo | undefined, after: PartyInfo | undefined) {
  const named = (party: PartyInfo | undefined) =>
    new Set(party?.roles.map(({ process, role }) => `${process.uuid} ${process.version} ${role}`));
  const [was, is] = [named(before), named(after)];
  return { added: [...is].filter((each) => !was.has(each)), removed: [...was].filter((each) => !is.has(each)) };
}
