/** A budget that fills steadily and may be spent in bursts. */
export interface TokenBucket {
  /** Takes one; false when there is none. */
  take(nowMs: number): boolean;
  /** Whether there is none. */
  isEmpty(nowMs: number): boolean;
  /** Whether it is as if nobody had ever taken from it. */
  isFull(nowMs: number): boolean;
}

/** Starts full. `perSecond` are added, up to `sizeMax`. */
export function createTokenBucket(perSecond: number, sizeMax: number, createdAtMs: number): TokenBucket {
  let tokens = sizeMax;
  let filledAtMs = createdAtMs;

  function fill(nowMs: number): void {
    // A clock that is set back takes nothing away.
    const elapsedMs = Math.max(0, nowMs - filledAtMs);
    tokens = Math.min(sizeMax, tokens + (elapsedMs * perSecond) / 1_000);
    filledAtMs = nowMs;
  }

  return {
    take(nowMs) {
      fill(nowMs);
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    isEmpty(nowMs) {
      fill(nowMs);
      return tokens < 1;
    },
    isFull(nowMs) {
      fill(nowMs);
      return tokens >= sizeMax;
    },
  };
}
