/**
 * The most recently used entries, never more than `sizeMax`; the one unused for longest makes room.
 * A Map keeps insertion order, so that moving an entry to the end on every read is all it takes.
 */
export interface BoundedCache<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  clear(): void;
}

export function createBoundedCache<Key, Value extends object>(sizeMax: number): BoundedCache<Key, Value> {
  const entries = new Map<Key, Value>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },

    set(key, value) {
      entries.delete(key);
      if (entries.size >= sizeMax) {
        for (const oldest of entries.keys()) {
          entries.delete(oldest);
          break;
        }
      }
      entries.set(key, value);
    },

    delete: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  };
}
