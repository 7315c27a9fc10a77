import type { Db } from '@samband/db';
import { planAddresses } from './address-plan.ts';
import { type CertificatePlan, planAddition, planCertificates } from './certificate-plan.ts';
import type { OwnFacts } from './communication-party.ts';
import { refuseForeignNumber, refuseImport, refuseOtherOrganizations } from './editing-rights.ts';
import { CommunicationPartyNotFound, HerIdTaken, ParentInvalid, PartyChangedMeanwhile } from './errors.ts';
import { assignHerId, type NewEvent, recordEvents } from './event-log.ts';
import type { HerId } from './her-id.ts';
import { inheritedChanges, ownChanges } from './party-changes.ts';
import type { AddressInput, CertificateInput, ChangedBy, NewParty, PartyChange, PartyFields } from './party-input.ts';
import { FROM_THE_BEGINNING, readChildren, readParties, type StoredParty } from './party-reader.ts';
import { type PartyOwn, partyAt } from './party-record.ts';
import { checkedFacts } from './party-rules.ts';
import {
  applyAddressPlan,
  insertParty,
  registerCertificates,
  searchWordsOf,
  touchParties,
  updateParty,
  withdrawCertificates,
} from './party-writer.ts';
import { refuseForeignBusinessType, refuseForeignServiceType } from './service-type-rule.ts';

/** Registers a party, in a transaction of the caller's that holds the register's lock. */
export async function create(tx: Db, input: NewParty, by: ChangedBy, now: Date): Promise<StoredParty> {
  const imported = input.imported ?? input.herId !== undefined;
  if (imported || input.herId !== undefined) refuseImport(by);
  const facts = checkedFacts(input.kind, input, { now, imported });
  const parent = await parentOf(tx, facts);
  if (!imported) refuseForeignServiceType({ facts, parent }, undefined);
  refuseOtherOrganizations({ own: facts, parent }, by);
  refuseForeignNumber(facts, undefined, by);
  const herId = input.herId ?? (await assignHerId(tx));
  if (input.herId !== undefined && (await find(tx, herId))) throw new HerIdTaken(herId);
  await insertParty(tx, { herId, facts, parent, now });
  await store(tx, herId, undefined, input, now);
  const created = await get(tx, herId);
  await recordEvents(tx, [{ herId, kind: 'created', version: 1, changes: ownChanges(undefined, created.own) }], {
    clientId: by.clientId,
    now,
  });
  return created;
}

export interface Changed {
  readonly party: StoredParty;
  /** Every party that others now see differently: the one changed, and those that inherit from it. */
  readonly affected: readonly HerId[];
}

/** Changes a party, in a transaction that holds the lock. A change that changes nothing makes no event. */
export async function change(tx: Db, herId: HerId, wanted: PartyChange, by: ChangedBy, now: Date): Promise<Changed> {
  return write(tx, herId, wanted.expectedVersion, by, now, async (before) => {
    const { own } = before;
    const { imported = false } = wanted;
    if (imported) refuseImport(by);
    const facts = checkedFacts(own.kind, merged(own, wanted), { now, before: own, imported });
    const parent = await parentOf(tx, facts);
    if (!imported) {
      refuseForeignServiceType({ facts, parent }, { facts: own, parent: before.parent });
      await refuseForeignBusinessType(tx, herId, facts, own);
    }
    refuseOtherOrganizations({ own: facts, parent }, by);
    refuseForeignNumber(facts, own.organizationNumber, by);
    await updateParty(tx, { herId, facts, parent, now });
    await store(tx, herId, before, wanted, now);
  });
}

/** Adds certificates beside those in use, in a transaction that holds the lock. */
export async function addCertificates(
  tx: Db,
  herId: HerId,
  {
    certificates,
    expectedVersion,
  }: { certificates: readonly CertificateInput[]; expectedVersion?: number | undefined },
  by: ChangedBy,
  now: Date,
): Promise<Changed> {
  return write(tx, herId, expectedVersion, by, now, async (before) => {
    const { register } = planAddition(before.own.certificates, certificates, now);
    await registerCertificates(tx, herId, register, now);
    await updateParty(tx, { herId, facts: before.own, parent: before.parent, now });
  });
}

async function write(
  tx: Db,
  herId: HerId,
  expectedVersion: number | undefined,
  by: ChangedBy,
  now: Date,
  apply: (before: StoredParty) => Promise<void>,
): Promise<Changed> {
  const before = await get(tx, herId);
  refuseOtherOrganizations(before, by);
  const { version } = before;
  if (expectedVersion !== undefined && expectedVersion !== version) {
    throw new PartyChangedMeanwhile({ herId, expectedVersion, version });
  }
  await apply(before);
  const party = await get(tx, herId);
  const changes = ownChanges(before.own, party.own);
  if (Object.keys(changes).length === 0) throw new NothingChanged(before);
  const inherited = await passOn(tx, before.own, party.own, now);
  const event: NewEvent = { herId, kind: 'changed', version: party.version, changes };
  await recordEvents(tx, [event, ...inherited], { clientId: by.clientId, now });
  return { party, affected: [herId, ...inherited.map((child) => child.herId)] };
}

/** Rolls the transaction back: nothing was to be changed after all. Never leaves this module. */
export class NothingChanged extends Error {
  readonly party: StoredParty;
  constructor(party: StoredParty) {
    super('the change changes nothing');
    this.party = party;
  }
}

/**
 * What an organisation's change means for the parties below it: those that others now see differently go a version on
 * and get an event of their own. In the national register they do not, and readers of its events miss the change.
 */
async function passOn(tx: Db, before: PartyOwn, after: PartyOwn, now: Date): Promise<NewEvent[]> {
  if (after.kind !== 'organization') return [];
  const children = await readChildren(tx, after.herId);
  const events = children.flatMap((child): NewEvent[] => {
    const changes = inheritedChanges(
      partyAt({ ...child, parent: before }, now),
      partyAt({ ...child, parent: after }, now),
    );
    if (Object.keys(changes).length === 0) return [];
    return [{ herId: child.own.herId, kind: 'inherited', version: child.version + 1, changes }];
  });
  const affected = new Set(events.map((event) => event.herId));
  const isRenamed = before.name !== after.name || before.displayName !== after.displayName;
  const touched = children
    .filter(({ own }) => isRenamed || affected.has(own.herId))
    .map(({ own }) => ({ herId: own.herId, isChanged: affected.has(own.herId), words: searchWordsOf(own, after) }));
  if (touched.length > 0) await touchParties(tx, touched, now);
  return events;
}

interface Holdings {
  readonly electronicAddresses?: readonly AddressInput[] | undefined;
  readonly certificates?: readonly CertificateInput[] | undefined;
}

async function store(
  tx: Db,
  herId: HerId,
  before: StoredParty | undefined,
  wanted: Holdings,
  now: Date,
): Promise<void> {
  if (wanted.electronicAddresses) {
    const plan = planAddresses(before?.own.electronicAddresses ?? [], wanted.electronicAddresses, now);
    await applyAddressPlan(tx, herId, plan);
  }
  if (wanted.certificates) {
    const plan: CertificatePlan = planCertificates(before?.own.certificates ?? [], wanted.certificates, now);
    await registerCertificates(tx, herId, plan.register, now);
    await withdrawCertificates(tx, herId, plan.withdraw, now);
  }
}

/** The facts as they will be: what is left out stays, `null` takes away. */
function merged(own: OwnFacts, wanted: PartyChange): PartyFields {
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  const cleared = given.map(([field, value]) => [field, value === null ? undefined : value]);
  return { ...own, ...Object.fromEntries(cleared) } as PartyFields;
}

/**
 * The rule that keeps two levels. No circle can come of it: what has a parent is never one.
 */
async function parentOf(tx: Db, { parentHerId }: OwnFacts): Promise<PartyOwn | undefined> {
  if (parentHerId === undefined) return undefined;
  const parent = await find(tx, parentHerId);
  if (!parent) throw new ParentInvalid(`No communication party has HER-id ${parentHerId}`, { parentHerId });
  const { kind } = parent.own;
  if (kind === 'organization') return parent.own;
  throw new ParentInvalid(`HER-id ${parentHerId} is a ${kind}: only an organization can be above others`, {
    parentHerId,
    kind,
  });
}

async function find(tx: Db, herId: HerId): Promise<StoredParty | undefined> {
  const [party] = await readParties(tx, [herId], FROM_THE_BEGINNING);
  return party;
}

async function get(tx: Db, herId: HerId): Promise<StoredParty> {
  const party = await find(tx, herId);
  if (!party) throw new CommunicationPartyNotFound(herId);
  return party;
}
