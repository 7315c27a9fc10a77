/** Values by key, of which those that were asked for longest ago give way. */
export interface RecentlyUsed<Value> {
  get(key: string): Value | undefined;
  /** Gives the value back. */
  set(key: string, value: Value): Value;
  values(): IterableIterator<Value>;
}

export function recentlyUsed<Value>(sizeMax: number): RecentlyUsed<Value> {
  // A Map hands out its keys in the order in which they were put in.
  const entries = new Map<string, Value>();
  const put = (key: string, value: Value) => {
    entries.delete(key);
    entries.set(key, value);
  };
  return {
    get(key) {
      const value = entries.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set(key, value) {
      put(key, value);
      for (const oldest of entries.keys()) {
        if (entries.size <= sizeMax) break;
        entries.delete(oldest);
      }
      return value;
    },
    values: () => entries.values(),
  };
}
