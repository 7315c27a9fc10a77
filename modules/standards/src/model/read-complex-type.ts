import type { AttributeUse, ComplexType, Particle, TypeDefinition, TypeReference, Wildcard } from './message-model.ts';
import { FaultAt } from './model-fault.ts';
import { isSimpleType, readSimpleType } from './read-simple-type.ts';
import { readFlags, readOccurs, splitKey, takeWords } from './read-words.ts';
import {
  asBoolean,
  asList,
  asMap,
  asText,
  onlyEntry,
  type Place,
  rejectUnknownKeys,
  type YamlMap,
} from './yaml-value.ts';

const COMPLEX_KEYS = new Set([
  'content',
  'attributes',
  'mixed',
  'abstract',
  'extends',
  'narrows',
  'text',
  'block',
  'final',
]);
const DERIVATIONS = ['extends', 'narrows', 'text'] as const;
const ONCE = { min: 1, max: 1 } as const;

/** A content list, or a map as for types. */
export function readTypeDefinition(value: unknown, place: Place): TypeDefinition {
  if (Array.isArray(value)) return { ...PLAIN, ...contentOf(value, place) };
  const map = asMap(value, place);
  return isSimpleType(map) ? readSimpleType(map, place) : readComplexType(map, place);
}

const PLAIN: ComplexType = { kind: 'complex', attributes: [], mixed: false, abstract: false };

function readComplexType(map: YamlMap, place: Place): ComplexType {
  rejectUnknownKeys(map, COMPLEX_KEYS, place);
  const by = DERIVATIONS.filter((word) => map[word] !== undefined);
  if (by.length > 1) throw new FaultAt(place, `a type has one of ${DERIVATIONS.join(', ')}`);
  const [derived] = by;
  return {
    kind: 'complex',
    ...(derived && { derivation: { by: derived, base: asText(map[derived], [...place, derived]) } }),
    ...(map['content'] !== undefined && contentOf(map['content'], [...place, 'content'])),
    attributes: map['attributes'] === undefined ? [] : readAttributeUses(map['attributes'], [...place, 'attributes']),
    mixed: map['mixed'] !== undefined && asBoolean(map['mixed'], [...place, 'mixed']),
    abstract: map['abstract'] !== undefined && asBoolean(map['abstract'], [...place, 'abstract']),
    ...(map['block'] !== undefined && { block: asText(map['block'], [...place, 'block']) }),
    ...(map['final'] !== undefined && { final: asText(map['final'], [...place, 'final']) }),
  };
}

/** A list is a sequence 1..1, unless it is one bare compositor or group, which then stands for itself. */
function contentOf(value: unknown, place: Place): { content?: Particle } {
  const particles = readParticles(value, place);
  const [only] = particles;
  if (only === undefined) return {};
  if (particles.length === 1 && isCompositor(only)) return { content: only };
  return { content: { kind: 'sequence', occurs: ONCE, particles } };
}

function isCompositor(particle: Particle): boolean {
  return particle.kind !== 'element' && particle.kind !== 'reference' && particle.kind !== 'any';
}

export function readParticles(value: unknown, place: Place): Particle[] {
  return asList(value, place).map((item, index) => readParticle(item, [...place, index]));
}

function readParticle(item: unknown, itemPlace: Place): Particle {
  const [key, value] = onlyEntry(item, itemPlace);
  const place = [...itemPlace, key];
  const { name, occurs } = splitKey(key);
  switch (name) {
    case '(sequence)':
    case '(choice)':
    case '(all)':
      return {
        kind: name.slice(1, -1) as 'sequence' | 'choice' | 'all',
        occurs: readOccurs(occurs ?? '', place),
        particles: readParticles(value, place),
      };
    case '(group)': {
      const [cardinality, group] = takeWords(asText(value, place), 2, place).words as [string, string];
      return { kind: 'group', name: group, occurs: readOccurs(cardinality, place) };
    }
    case '(any)':
      return readWildcard(asText(value, place), place);
    default:
      if (name.startsWith('(')) throw new FaultAt(place, `unknown construct ${name}`);
      return occurs === undefined
        ? readNamedElement(name, asText(value, place), place)
        : readOwnElement(name, occurs, value, place);
  }
}

function readWildcard(text: string, place: Place): Wildcard {
  const words = text.split(/\s+/);
  if (words.length < 3)
    throw new FaultAt(place, 'a wildcard is a cardinality, what it admits, and strict, lax or skip');
  return { kind: 'any', occurs: readOccurs(words[0] as string, place), ...readAdmission(words.slice(1), place) };
}

function readAdmission(words: readonly string[], place: Place): Pick<Wildcard, 'namespaces' | 'process'> {
  const process = words.at(-1);
  if (process !== 'strict' && process !== 'lax' && process !== 'skip') {
    throw new FaultAt(place, `'${process}' is not strict, lax or skip`);
  }
  return { namespaces: words.slice(0, -1), process };
}

/** `Navn: 1..1 NavnType`, `Notat: 0..* ref`. */
function readNamedElement(name: string, text: string, place: Place): Particle {
  const { words, rest } = takeWords(text, 2, place);
  const [cardinality, type] = words as [string, string];
  const occurs = readOccurs(cardinality, place);
  if (type === 'ref') {
    if (rest !== '') throw new FaultAt(place, `a reference has no flags: '${rest}'`);
    return { kind: 'reference', name, occurs };
  }
  return { kind: 'element', name, occurs, type, flags: readFlags(rest, place) };
}

/** `Pasient 1..1:` with a type of its own below. */
function readOwnElement(name: string, occurs: string, value: unknown, place: Place): Particle {
  const { type, flags } = splitFlags(value, place);
  return { kind: 'element', name, occurs: readOccurs(occurs, place), type: readTypeDefinition(type, place), flags };
}

/** Elements and attributes with a body carry their words under `flags:`. */
export function splitFlags(value: unknown, place: Place) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return { type: value, flags: {} };
  const { flags, ...type } = value as YamlMap;
  return { type, flags: flags === undefined ? {} : readFlags(asText(flags, [...place, 'flags']), [...place, 'flags']) };
}

export function readAttributeUses(value: unknown, place: Place): AttributeUse[] {
  return asList(value, place).map((item, index) => readAttributeUse(item, [...place, index]));
}

const USES: Readonly<Record<string, 'optional' | 'required' | 'prohibited'>> = {
  '0..1': 'optional',
  '1..1': 'required',
  '0..0': 'prohibited',
};

function readAttributeUse(item: unknown, itemPlace: Place): AttributeUse {
  const [key, value] = onlyEntry(item, itemPlace);
  const place = [...itemPlace, key];
  if (key === '(group)') return { kind: 'group', name: asText(value, place) };
  if (key === '(any)') return { kind: 'any', ...readAdmission(asText(value, place).split(/\s+/), place) };
  const { name, occurs } = splitKey(key);
  if (occurs !== undefined) {
    const { type, flags } = splitFlags(value, place);
    return {
      kind: 'attribute',
      name,
      use: readUse(occurs, place),
      type: readSimpleType(asMap(type, place), place),
      flags,
    };
  }
  const { words, rest } = takeWords(asText(value, place), 2, place);
  const [cardinality, type] = words as [string, string];
  return { kind: 'attribute', name, use: readUse(cardinality, place), type, flags: readFlags(rest, place) };
}

function readUse(cardinality: string, place: Place): 'optional' | 'required' | 'prohibited' {
  const use = USES[cardinality];
  if (use === undefined) throw new FaultAt(place, `an attribute is 0..1, 1..1 or 0..0, not ${cardinality}`);
  return use;
}

/** The type of a global element that has a body: a list, or a map that may hold a type name under `type`. */
export function readElementType(type: unknown, place: Place): TypeReference {
  if (Array.isArray(type)) return readTypeDefinition(type, place);
  const map = asMap(type, place);
  return typeof map['type'] === 'string' ? map['type'] : readTypeDefinition(map, place);
}
