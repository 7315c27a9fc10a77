import { withinPatience } from '../patience.ts';
import { type HeldAgreement, pairOf } from './agreement-store.ts';

const PAIRS_MAX = 10_000;
const PATIENCE_MS = 2_000;

export interface CopiesParts {
  readonly read: (one: number, other: number) => Promise<HeldAgreement[]>;
  readonly now: () => Date;
  readonly freshMs: number;
  readonly onFailure: (error: unknown) => void;
}

interface Copy {
  readonly held: readonly HeldAgreement[];
  readonly asOf: Date;
  isOutdated: boolean;
}

/**
 * Agreements of pairs from memory, also that a pair has none: kept right by the events, good for a moment without them,
 * and used as they are when the register cannot be read.
 */
export function createAgreementCopies({ read, now, freshMs, onFailure }: CopiesParts) {
  const copies = new Map<string, Copy>();
  let changes = 0;
  let confirmedAt = new Date(0);
  const keyOf = (one: number, other: number) => {
    const { low, high } = pairOf(one, other);
    return `${low}_${high}`;
  };

  function isFresh({ asOf, isOutdated }: Copy): boolean {
    const knownAt = asOf > confirmedAt ? asOf : confirmedAt;
    return !isOutdated && now().getTime() - knownAt.getTime() < freshMs;
  }

  async function readAgain(one: number, other: number): Promise<readonly HeldAgreement[]> {
    const asOf = now();
    const changesBefore = changes;
    const held = await withinPatience(read(one, other), PATIENCE_MS);
    const key = keyOf(one, other);
    copies.delete(key);
    // A change during the read may or may not be in it: what was read serves this call only.
    if (changesBefore === changes) copies.set(key, { held, asOf, isOutdated: false });
    const [leastRecent] = copies.keys();
    if (copies.size > PAIRS_MAX && leastRecent !== undefined) copies.delete(leastRecent);
    return held;
  }

  return {
    async between(one: number, other: number): Promise<readonly HeldAgreement[]> {
      const copy = copies.get(keyOf(one, other));
      if (copy && isFresh(copy)) return copy.held;
      try {
        return await readAgain(one, other);
      } catch (error) {
        onFailure(error);
        if (copy) return copy.held;
        throw error;
      }
    },

    /** Pairs by `<lowest>_<highest>`, or all. */
    changed(pairs: readonly string[] | 'all'): void {
      changes += 1;
      for (const key of pairs === 'all' ? copies.keys() : pairs) {
        const copy = copies.get(key);
        if (copy) copy.isOutdated = true;
      }
    },

    confirmed(asOf: Date): void {
      if (asOf > confirmedAt) confirmedAt = asOf;
    },
  };
}

export type AgreementCopies = ReturnType<typeof createAgreementCopies>;
