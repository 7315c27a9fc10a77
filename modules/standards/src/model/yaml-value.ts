import { FaultAt } from './model-fault.ts';

export type Place = readonly (string | number)[];
export type YamlMap = Readonly<Record<string, unknown>>;

export function asMap(value: unknown, place: Place): YamlMap {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new FaultAt(place, 'expected a map');
  return value as YamlMap;
}

export function asList(value: unknown, place: Place): readonly unknown[] {
  if (!Array.isArray(value)) throw new FaultAt(place, 'expected a list');
  return value;
}

export function asText(value: unknown, place: Place): string {
  if (typeof value !== 'string') throw new FaultAt(place, `expected text, found ${JSON.stringify(value)}`);
  return value;
}

export function asBoolean(value: unknown, place: Place): boolean {
  if (typeof value !== 'boolean') throw new FaultAt(place, 'expected true or false');
  return value;
}

/** A section of the model: absent is empty. */
export function entriesOf(value: unknown, place: Place): [string, unknown][] {
  return value === undefined ? [] : Object.entries(asMap(value, place));
}

/** Every key must be one that the notation knows: a misspelt key must not be dropped silently. */
export function rejectUnknownKeys(map: YamlMap, known: ReadonlySet<string>, place: Place): void {
  for (const key of Object.keys(map)) {
    if (!known.has(key)) throw new FaultAt([...place, key], `unknown key; expected one of ${[...known].join(', ')}`);
  }
}

/** A list item that is a map with exactly one key: `- Sakstype: 0..1 string`. */
export function onlyEntry(value: unknown, place: Place): [string, unknown] {
  const entries = Object.entries(asMap(value, place));
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) throw new FaultAt(place, 'expected one name per list item');
  return entry;
}
