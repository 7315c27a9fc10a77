/**
 * The proofs that this process has seen, for as long as they could be accepted. It only saves a trip to the database:
 * what is forgotten here, because there is too much of it, is still refused there.
 */
export interface ReplayMemory {
  /** True the first time, false for a key that is remembered. */
  remember(key: string, nowSeconds: number): boolean;
}

interface ReplayMemoryOptions {
  /** How long a key is remembered at least, unless there are too many. */
  readonly keepSeconds: number;
  /** Keys in each of the two generations at most. */
  readonly generationSizeMax: number;
}

/** Two generations, the older dropped whole: what is dropped is at least `keepSeconds` old, and dropping costs nothing. */
export function createReplayMemory({ keepSeconds, generationSizeMax }: ReplayMemoryOptions): ReplayMemory {
  let newer = new Set<string>();
  let older = new Set<string>();
  let newerSinceSeconds = 0;

  return {
    remember(key, nowSeconds) {
      if (newer.size >= generationSizeMax || nowSeconds - newerSinceSeconds > keepSeconds) {
        older = newer;
        newer = new Set();
        newerSinceSeconds = nowSeconds;
      }
      if (newer.has(key) || older.has(key)) return false;
      newer.add(key);
      return true;
    },
  };
}
