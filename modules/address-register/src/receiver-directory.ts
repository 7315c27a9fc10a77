import { AddressRegisterUnavailable, CommunicationPartyNotFound } from './errors.ts';
import type { HerId } from './her-id.ts';
import type { PartyRecord } from './party-record.ts';
import { ownerOf, type PartyOwner, type Receiver, receiverAt } from './receiver.ts';
import { createRecordCopies, type RecordCopy } from './record-copies.ts';

export interface DirectoryOptions {
  /** How many parties are kept, the least recently used given up first. */
  readonly partiesMax: number;
  /** How long a copy is as good as the register; other processes' changes are seen after this at the latest. */
  readonly freshMs: number;
  /** How old a copy may be when the register cannot be read. */
  readonly lastKnownGoodMs: number;
  /** How long the register may take before the copy serves. */
  readonly patienceMs: number;
  /** How long the register is left in peace after it failed, when copies can serve. */
  readonly pauseMs: number;
}

export const DIRECTORY_DEFAULTS: DirectoryOptions = {
  partiesMax: 10_000,
  freshMs: 3_000,
  lastKnownGoodMs: 24 * 3_600_000,
  patienceMs: 2_000,
  pauseMs: 1_000,
};

/** A copy reaches this far back before it was read, for messages that were accepted a moment ago. */
const REACH_BACK_MS = 60_000;

export interface DirectorySource {
  /** Reads the register. `since`: what had ended by then may be left out. */
  read(herIds: readonly HerId[], since: Date): Promise<PartyRecord[]>;
  now(): Date;
  /** Told of each failed read; traffic goes on with copies. */
  onFailure(error: unknown): void;
}

interface Served {
  readonly copy: RecordCopy;
  readonly servedFrom: Receiver['servedFrom'];
}

export interface ReceiverDirectory {
  /** In the order asked. Throws for the first that is unknown, not active, or out of reach. */
  resolve(herIds: readonly HerId[], at: Date): Promise<Receiver[]>;
  /** In the order asked, also those that have ended. Throws for the first that is unknown or out of reach. */
  owners(herIds: readonly HerId[]): Promise<PartyOwner[]>;
  /** These have changed: the register is asked the next time, and the copies serve only in an outage. */
  changed(herIds: readonly HerId[]): void;
}

/**
 * Receivers from memory, the register behind it: asked for each message, and never a reason to stop one. Copies hold
 * future addresses and certificates too, so that the right ones serve at each instant, also during an outage.
 */
export function createReceiverDirectory(source: DirectorySource, options: DirectoryOptions): ReceiverDirectory {
  const { read, now, onFailure } = source;
  const copies = createRecordCopies(options.partiesMax);
  let changes = 0;
  let pausedUntilMs = 0;

  const ageMs = (copy: RecordCopy) => now().getTime() - copy.asOf.getTime();

  function fresh(herId: HerId, at: Date): Served | undefined {
    const copy = copies.use(herId);
    const isFresh = copy && !copy.isOutdated && ageMs(copy) < options.freshMs && copy.reachesBackTo <= at;
    return isFresh ? { copy, servedFrom: 'register' } : undefined;
  }

  function lastKnownGood(herId: HerId): Served | undefined {
    const copy = copies.use(herId);
    return copy && ageMs(copy) <= options.lastKnownGoodMs ? { copy, servedFrom: 'last-known-good' } : undefined;
  }

  async function fromRegister(herIds: readonly HerId[], at: Date): Promise<(Served | undefined)[]> {
    const asOf = now();
    const changesBefore = changes;
    const reachesBackTo = new Date(Math.min(at.getTime(), asOf.getTime()) - REACH_BACK_MS);
    const records = await withinPatience(read(herIds, reachesBackTo), options.patienceMs);
    const found = new Map(records.map((record) => [record.own.herId, { record, asOf, reachesBackTo }]));
    // A change of ours during the read may or may not be in it: what was read serves this call, and is not kept.
    if (changesBefore === changes) for (const copy of found.values()) copies.keep(copy);
    return herIds.map((herId) => {
      const copy = found.get(herId);
      return copy && { copy, servedFrom: 'register' };
    });
  }

  async function lookUp(herIds: readonly HerId[], at: Date): Promise<(Served | undefined)[]> {
    const inReserve = herIds.map(lastKnownGood);
    const canDoWithout = inReserve.every((served) => served !== undefined);
    if (canDoWithout && now().getTime() < pausedUntilMs) return inReserve;
    try {
      return await fromRegister(herIds, at);
    } catch (error) {
      onFailure(error);
      pausedUntilMs = now().getTime() + options.pauseMs;
      if (canDoWithout) return inReserve;
      const missing = herIds.filter((_, position) => inReserve[position] === undefined);
      throw new AddressRegisterUnavailable(missing, error);
    }
  }

  async function serve(herIds: readonly HerId[], at: Date): Promise<Served[]> {
    const served = new Map(herIds.map((herId) => [herId, fresh(herId, at)]));
    const missing = [...served.keys()].filter((herId) => !served.get(herId));
    const rest = missing.length === 0 ? [] : await lookUp(missing, at);
    for (const [position, herId] of missing.entries()) served.set(herId, rest[position]);
    return herIds.map((herId) => {
      const found = served.get(herId);
      if (!found) throw new CommunicationPartyNotFound(herId);
      return found;
    });
  }

  return {
    async resolve(herIds, at) {
      const served = await serve(herIds, at);
      return served.map(({ copy, servedFrom }) => receiverAt(copy.record, at, { servedFrom, asOf: copy.asOf }));
    },

    async owners(herIds) {
      const served = await serve(herIds, now());
      return served.map(({ copy }) => ownerOf(copy.record));
    },

    changed(herIds) {
      changes += 1;
      copies.outdate(herIds);
    },
  };
}

/** A register that does not answer is as good as one that refuses: neither may hold a message up. */
async function withinPatience<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const outOfPatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    return await Promise.race([work, outOfPatience]);
  } finally {
    clearTimeout(timer);
  }
}
