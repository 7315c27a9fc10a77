import { LargeBodiesFull, LargeBodyShareUsed } from '../errors.ts';

export interface ByteBudgetOptions {
  /** Bytes that are lent out at most, all together. */
  readonly bytesMax: number;
  /** How long one may wait for bytes to come back. */
  readonly waitMaxMs: number;
}

/** Bytes that somebody holds. */
export interface Lease {
  /** Holds more, at once or not at all. Errors: LargeBodiesFull, LargeBodyShareUsed. */
  grow(bytes: number): void;
  /** Gives all of it back; again does nothing. */
  release(): void;
}

export interface ByteBudget {
  /** Waits, in the order of coming, until the bytes are there. Errors: LargeBodiesFull, LargeBodyShareUsed. */
  take(group: string, bytes: number): Promise<Lease>;
  lentBytes(): number;
}

interface Waiting {
  readonly group: string;
  readonly bytes: number;
  readonly give: () => void;
}

/** Whoever waits holds a connection and no memory; more are sent away at once. */
const WAITING_MAX = 64;

/**
 * Memory for large bodies, lent out before they are read. No group holds more than half of it, however much it sends at
 * once, so that another's large body always finds room; what is larger than a half may come alone.
 */
export function createByteBudget({ bytesMax, waitMaxMs }: ByteBudgetOptions): ByteBudget {
  const shareMax = bytesMax / 2;
  const heldBy = new Map<string, number>();
  const queue: Waiting[] = [];
  let lent = 0;

  const isInShare = (group: string, bytes: number) => {
    const held = heldBy.get(group) ?? 0;
    return held === 0 || held + bytes <= shareMax;
  };
  const fits = ({ group, bytes }: Pick<Waiting, 'group' | 'bytes'>) =>
    (lent === 0 || lent + bytes <= bytesMax) && isInShare(group, bytes);
  const refusalFor = (group: string, bytes: number) =>
    isInShare(group, bytes) ? new LargeBodiesFull() : new LargeBodyShareUsed();

  function lend(group: string, bytes: number): void {
    lent += bytes;
    const held = (heldBy.get(group) ?? 0) + bytes;
    if (held === 0) heldBy.delete(group);
    else heldBy.set(group, held);
  }

  function leaseOf(group: string, firstBytes: number): Lease {
    let bytes = firstBytes;
    let isReleased = false;
    lend(group, bytes);
    return {
      grow(more) {
        if (isReleased || lent + more > bytesMax || !isInShare(group, more)) throw refusalFor(group, more);
        bytes += more;
        lend(group, more);
      },
      release() {
        if (isReleased) return;
        isReleased = true;
        lend(group, -bytes);
        giveOut();
      },
    };
  }

  /** To the first that fits: who waits for its own share holds up nobody else. */
  function giveOut(): void {
    for (let index = queue.findIndex(fits); index !== -1; index = queue.findIndex(fits)) {
      queue.splice(index, 1)[0]?.give();
    }
  }

  function wait(group: string, bytes: number): Promise<Lease> {
    return new Promise((resolve, reject) => {
      const give = () => {
        clearTimeout(timer);
        resolve(leaseOf(group, bytes));
      };
      const waiting = { group, bytes, give };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(refusalFor(group, bytes));
      }, waitMaxMs);
      queue.push(waiting);
    });
  }

  return {
    async take(group, bytes) {
      if (fits({ group, bytes })) return leaseOf(group, bytes);
      if (queue.length >= WAITING_MAX) throw refusalFor(group, bytes);
      return wait(group, bytes);
    },
    lentBytes: () => lent,
  };
}
