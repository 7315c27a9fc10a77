import type { HerId } from './her-id.ts';
import type { PartyRecord } from './party-record.ts';

/** A party as it was read from the register. */
export interface RecordCopy {
  readonly record: PartyRecord;
  /** When the register was asked: the copy is at least as new as this. */
  readonly asOf: Date;
  /** Addresses and certificates that had ended before this are not in the copy. */
  readonly reachesBackTo: Date;
  /** It is known to have changed since. */
  readonly isOutdated?: boolean;
}

/** A bounded number of copies; the one that was used least recently makes room for a new one. */
export function createRecordCopies(copiesMax: number) {
  // A Map keeps the order of insertion: the first is the one used least recently.
  const copies = new Map<HerId, RecordCopy>();

  function put(herId: HerId, copy: RecordCopy): void {
    copies.delete(herId);
    copies.set(herId, copy);
  }

  function outdateWhere(hasChanged: (record: PartyRecord) => boolean): void {
    for (const [herId, copy] of copies) if (hasChanged(copy.record)) copies.set(herId, { ...copy, isOutdated: true });
  }

  return {
    use(herId: HerId): RecordCopy | undefined {
      const copy = copies.get(herId);
      if (copy) put(herId, copy);
      return copy;
    },

    keep(copy: RecordCopy): void {
      put(copy.record.own.herId, copy);
      const [leastRecent] = copies.keys();
      if (copies.size > copiesMax && leastRecent !== undefined) copies.delete(leastRecent);
    },

    /** Leaves the copies for an outage, but no longer fresh: of these parties, and of those that inherit from them. */
    outdate(herIds: readonly HerId[]): void {
      const changed = new Set(herIds);
      if (changed.size === 0) return;
      outdateWhere(({ own, parent }) => changed.has(own.herId) || (parent !== undefined && changed.has(parent.herId)));
    },

    outdateAll: (): void => outdateWhere(() => true),
  };
}
