import { AddressRegisterUnavailable, CommunicationPartyNotFound } from './errors.ts';
import type { HerId } from './her-id.ts';
import type { PartyRecord } from './party-record.ts';
import { withinPatience } from './patience.ts';
import { inUse, ownerOf, type PartyOwner, type Receiver, receiverAt } from './receiver.ts';
import { createRecordCopies, type RecordCopy } from './record-copies.ts';

export interface DirectoryOptions {
  /** How many parties are kept, the least recently used given up first. */
  readonly partiesMax: number;
  /** How long after it was read, or after its feed was last heard, a copy is as good as the register. */
  readonly freshMs: number;
  /** How old a copy may be when the register cannot be read. */
  readonly lastKnownGoodMs: number;
  /** How long the register may take before the copy serves. */
  readonly patienceMs: number;
  /** How long the register is left in peace after it failed, when copies can serve. */
  readonly pauseMs: number;
}

export const DIRECTORY_DEFAULTS: DirectoryOptions = {
  partiesMax: 20_000,
  freshMs: 3_000,
  lastKnownGoodMs: 24 * 3_600_000,
  patienceMs: 2_000,
  pauseMs: 2_000,
};

/**
 * A copy reaches this far back before it was read: for messages that were accepted a moment ago, and for certificates
 * that were replaced and still count for 84 hours.
 */
const REACH_BACK_MS = 85 * 3_600_000;

export interface DirectorySource {
  /** Reads the register. `since`: what had ended by then may be left out. */
  read(herIds: readonly HerId[], since: Date): Promise<PartyRecord[]>;
  /** Reads what the register had at an instant. */
  readAsOf(herIds: readonly HerId[], at: Date): Promise<PartyRecord[]>;
  now(): Date;
  /** Told of each failed read; traffic goes on with copies. */
  onFailure(error: unknown): void;
}

type Served = Pick<RecordCopy, 'record' | 'asOf' | 'reachesBackTo'> & Pick<Receiver, 'servedFrom'>;

export interface ReceiverDirectory {
  /** In the order asked; now, without an instant. Throws for the first that is unknown, not active, or out of reach. */
  resolve(herIds: readonly HerId[], at?: Date): Promise<Receiver[]>;
  /** The records of parties in use, in the order asked. Throws as `resolve`. */
  records(herIds: readonly HerId[], at: Date): Promise<PartyRecord[]>;
  /** In the order asked, also those that have ended. Throws for the first that is unknown or out of reach. */
  owners(herIds: readonly HerId[]): Promise<PartyOwner[]>;
  /** These have changed: the register is asked the next time, and the copies serve only in an outage. */
  changed(herIds: readonly HerId[] | 'all'): void;
  /** Whatever had changed by then has been reported: the copies are as good as the register was. */
  confirmed(asOf: Date): void;
  /** The register does not answer: copies serve for a while without asking it. */
  unreachable(): void;
}

/**
 * Receivers from memory, the register behind it: asked for each message, and never a reason to stop one. Copies hold
 * future addresses and certificates too, so that the right ones serve at each instant, also during an outage.
 */
export function createReceiverDirectory(source: DirectorySource, options: DirectoryOptions): ReceiverDirectory {
  const { now, onFailure } = source;
  const copies = createRecordCopies(options.partiesMax);
  let changes = 0;
  let pausedUntilMs = 0;
  let confirmedAt = new Date(0);

  /** When the copy was last known to be what the register had. */
  const asOfCopy = ({ asOf, isOutdated }: RecordCopy) => (isOutdated || asOf > confirmedAt ? asOf : confirmedAt);
  const ageMs = (copy: RecordCopy) => now().getTime() - asOfCopy(copy).getTime();

  function served(copy: RecordCopy, servedFrom: Served['servedFrom']): Served {
    return { record: copy.record, reachesBackTo: copy.reachesBackTo, asOf: asOfCopy(copy), servedFrom };
  }

  function fresh(herId: HerId): Served | undefined {
    const copy = copies.use(herId);
    return copy && !copy.isOutdated && ageMs(copy) < options.freshMs ? served(copy, 'register') : undefined;
  }

  function lastKnownGood(herId: HerId): Served | undefined {
    const copy = copies.use(herId);
    return copy && ageMs(copy) <= options.lastKnownGoodMs ? served(copy, 'last-known-good') : undefined;
  }

  async function fromRegister(herIds: readonly HerId[]): Promise<(Served | undefined)[]> {
    const asOf = now();
    const changesBefore = changes;
    const reachesBackTo = new Date(asOf.getTime() - REACH_BACK_MS);
    const records = await withinPatience(source.read(herIds, reachesBackTo), options.patienceMs);
    const found = new Map(records.map((record) => [record.own.herId, { record, asOf, reachesBackTo }]));
    // A change during the read may or may not be in it: what was read serves this call, and is not kept.
    if (changesBefore === changes) for (const copy of found.values()) copies.keep(copy);
    return herIds.map((herId) => {
      const copy = found.get(herId);
      return copy && { ...copy, servedFrom: 'register' };
    });
  }

  async function lookUp(herIds: readonly HerId[]): Promise<(Served | undefined)[]> {
    const inReserve = herIds.map(lastKnownGood);
    const canDoWithout = inReserve.every((each) => each !== undefined);
    if (canDoWithout && now().getTime() < pausedUntilMs) return inReserve;
    try {
      return await fromRegister(herIds);
    } catch (error) {
      onFailure(error);
      pausedUntilMs = now().getTime() + options.pauseMs;
      if (canDoWithout) return inReserve;
      const missing = herIds.filter((_, position) => inReserve[position] === undefined);
      throw new AddressRegisterUnavailable(missing, error);
    }
  }

  async function serve(herIds: readonly HerId[]): Promise<Served[]> {
    const found = new Map(herIds.map((herId) => [herId, fresh(herId)]));
    const missing = [...found.keys()].filter((herId) => !found.get(herId));
    const rest = missing.length === 0 ? [] : await lookUp(missing);
    for (const [position, herId] of missing.entries()) found.set(herId, rest[position]);
    return herIds.map((herId) => {
      const one = found.get(herId);
      if (!one) throw new CommunicationPartyNotFound(herId);
      return one;
    });
  }

  /** As they were: a copy answers for what has not changed since, the register's history for the others. */
  async function serveAsOf(herIds: readonly HerId[], at: Date): Promise<Served[]> {
    const present = await serve(herIds);
    const isAnswered = ({ record, reachesBackTo }: Served) => at >= record.changedAt && at >= reachesBackTo;
    const others = present.filter((each) => !isAnswered(each)).map(({ record }) => record.own.herId);
    if (others.length === 0) return present;
    const records = await withinPatience(source.readAsOf([...new Set(others)], at), options.patienceMs).catch(
      (error) => {
        onFailure(error);
        throw new AddressRegisterUnavailable(others, error);
      },
    );
    const then = new Map(records.map((record) => [record.own.herId, record]));
    return present.map((each) => ({ ...each, record: then.get(each.record.own.herId) ?? each.record }));
  }

  const serveAt = (herIds: readonly HerId[], at: Date | undefined): Promise<Served[]> =>
    at !== undefined && at < now() ? serveAsOf(herIds, at) : serve(herIds);

  return {
    async resolve(herIds, at) {
      const parties = await serveAt(herIds, at);
      const instant = at ?? now();
      return parties.map(({ record, servedFrom, asOf }) => receiverAt(record, instant, { servedFrom, asOf }));
    },

    async records(herIds, at) {
      const parties = await serveAt(herIds, at);
      return parties.map(({ record }) => inUse(record, at));
    },

    async owners(herIds) {
      const parties = await serve(herIds);
      return parties.map(({ record }) => ownerOf(record));
    },

    changed(herIds) {
      changes += 1;
      if (herIds === 'all') copies.outdateAll();
      else copies.outdate(herIds);
    },

    confirmed(asOf) {
      if (asOf > confirmedAt) confirmedAt = asOf;
    },

    unreachable() {
      pausedUntilMs = now().getTime() + options.pauseMs;
    },
  };
}
