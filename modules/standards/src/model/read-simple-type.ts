import type { Facet, SimpleType } from './message-model.ts';
import { FaultAt } from './model-fault.ts';
import { asList, asText, type Place, rejectUnknownKeys, type YamlMap } from './yaml-value.ts';

const FACETS = [
  'length',
  'minLength',
  'maxLength',
  'minInclusive',
  'maxInclusive',
  'minExclusive',
  'maxExclusive',
  'totalDigits',
  'fractionDigits',
  'whiteSpace',
] as const;
const RESTRICTION_KEYS = new Set<string>(['restricts', ...FACETS, 'pattern', 'enum']);

export function isSimpleType(map: YamlMap): boolean {
  return 'restricts' in map || 'list of' in map || 'union of' in map;
}

/** `restricts: BASE` with facets, `list of: T` or `union of: [T, …]`; `flags` are read by the caller. */
export function readSimpleType(map: YamlMap, place: Place): SimpleType {
  if ('list of' in map) {
    rejectUnknownKeys(map, new Set(['list of']), place);
    return { kind: 'list', of: readBase(map['list of'], [...place, 'list of']) };
  }
  if ('union of' in map) {
    rejectUnknownKeys(map, new Set(['union of']), place);
    const members = asList(map['union of'], [...place, 'union of']);
    return { kind: 'union', of: members.map((member, index) => readBase(member, [...place, 'union of', index])) };
  }
  rejectUnknownKeys(map, RESTRICTION_KEYS, place);
  return {
    kind: 'restriction',
    base: readBase(map['restricts'], [...place, 'restricts']),
    facets: readFacets(map, place),
  };
}

function readBase(value: unknown, place: Place): string | SimpleType {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !isSimpleType(value as YamlMap)) {
    throw new FaultAt(place, 'expected a type name or a simple type');
  }
  return readSimpleType(value as YamlMap, place);
}

function readFacets(map: YamlMap, place: Place): Facet[] {
  const facets: Facet[] = [];
  for (const name of FACETS) {
    const value = map[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' && typeof value !== 'number') throw new FaultAt([...place, name], 'expected a value');
    facets.push({ name, value: String(value) });
  }
  const { pattern, enum: allowed } = map;
  if (typeof pattern === 'string') facets.push({ name: 'pattern', value: pattern });
  else if (pattern !== undefined) facets.push(...readValues('pattern', pattern, [...place, 'pattern']));
  if (allowed !== undefined) facets.push(...readValues('enumeration', allowed, [...place, 'enum']));
  return facets;
}

function readValues(name: string, value: unknown, place: Place): Facet[] {
  return asList(value, place).map((item, index) => ({ name, value: asText(item, [...place, index]) }));
}
