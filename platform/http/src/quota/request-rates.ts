import { RateQuotaUsed } from './errors.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

export interface RateQuota {
  /** Requests a second that one group may make in the long run. */
  readonly requestsPerS: number;
  /** Requests that it may make at once after a pause. */
  readonly burst: number;
}

/** How many requests each group makes. */
export interface RequestRates {
  /** Counts one. Errors: RateQuotaUsed. */
  count(group: string): void;
  /** Counts nothing: refuses only one that `count` would refuse. Errors: RateQuotaUsed. */
  refuseIfOver(group: string): void;
}

interface Rate {
  readonly bucket: TokenBucket;
  /** In a row, since one was let through: so many clients will be back. */
  refused: number;
}

/** Groups that are remembered; those that have asked for nothing lately are forgotten first. */
const GROUPS_MAX = 10_000;
/** Nobody is told to stay away for longer. */
const RETRY_AFTER_MAX_S = 30;

export function createRequestRates(
  { requestsPerS, burst }: RateQuota,
  now: () => number = () => performance.now(),
  chance: () => number = Math.random,
): RequestRates {
  const rates = new Map<string, Rate>();

  function rateOf(group: string): Rate {
    let rate = rates.get(group);
    if (rate === undefined) {
      if (rates.size >= GROUPS_MAX) forget(rates, now());
      rate = { bucket: createTokenBucket(requestsPerS, burst, now()), refused: 0 };
      rates.set(group, rate);
    }
    return rate;
  }

  function refuse(rate: Rate): never {
    rate.refused += 1;
    // By chance within the time it takes to serve all who were refused, so that they do not come back in one wave.
    const spreadS = Math.min(RETRY_AFTER_MAX_S, 1 + rate.refused / requestsPerS);
    throw new RateQuotaUsed(requestsPerS, 1 + Math.floor(chance() * spreadS), rate.refused);
  }

  return {
    count(group) {
      const rate = rateOf(group);
      if (!rate.bucket.take(now())) refuse(rate);
      rate.refused = 0;
    },
    refuseIfOver(group) {
      const rate = rates.get(group);
      if (rate?.bucket.isEmpty(now())) refuse(rate);
    },
  };
}

/** Those with a full bucket lose nothing by it; where all are busy, the one first seen starts anew. */
function forget(rates: Map<string, Rate>, nowMs: number): void {
  const [oldest] = rates.keys();
  for (const [group, { bucket }] of rates) if (bucket.isFull(nowMs)) rates.delete(group);
  if (rates.size >= GROUPS_MAX && oldest !== undefined) rates.delete(oldest);
}
