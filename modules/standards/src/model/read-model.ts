import { LineCounter, parseDocument } from 'yaml';
import type { Compositor, GlobalAttribute, GlobalElement, IdentityConstraint, MessageModel } from './message-model.ts';
import { FaultAt, ModelFault } from './model-fault.ts';
import {
  readAttributeUses,
  readElementType,
  readParticles,
  readTypeDefinition,
  splitFlags,
} from './read-complex-type.ts';
import { readSimpleType } from './read-simple-type.ts';
import { readFlags, takeWords } from './read-words.ts';
import { asList, asMap, asText, entriesOf, type Place, rejectUnknownKeys, type YamlMap } from './yaml-value.ts';

const SECTIONS = new Set([
  'model',
  'namespace',
  'message',
  'version',
  'documents',
  'elements are',
  'attributes are',
  'uses',
  'ambiguous',
  'not modelled',
  'attributes',
  'attribute groups',
  'groups',
  'types',
  'elements',
  'code lists',
]);

/**
 * Reads one model.
 * @param file Name of the file, for the fault that is thrown when the text breaks the notation.
 */
export function readModel(text: string, file: string): MessageModel {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [syntaxError] = document.errors;
  if (syntaxError) throw new ModelFault(file, [], syntaxError.linePos?.[0].line, syntaxError.message);
  try {
    return readSections(asMap(document.toJS(), []));
  } catch (error) {
    if (!(error instanceof FaultAt)) throw error;
    const node = document.getIn(error.place, true) as { range?: [number] } | undefined;
    const line = node?.range && lines.linePos(node.range[0]).line;
    throw new ModelFault(file, error.place, line, error.message);
  }
}

function readSections(map: YamlMap): MessageModel {
  rejectUnknownKeys(map, SECTIONS, []);
  return {
    name: asText(map['model'], ['model']),
    namespace: asText(map['namespace'], ['namespace']),
    message: asText(map['message'], ['message']),
    ...(map['version'] !== undefined && { version: asText(map['version'], ['version']) }),
    documents: map['documents'] === undefined ? [] : readNames(map['documents'], ['documents']),
    elementsQualified: isQualified(map, 'elements are'),
    attributesQualified: isQualified(map, 'attributes are'),
    ambiguous: map['ambiguous'] === true,
    uses: readSection(map, 'uses', asText),
    attributes: readSection(map, 'attributes', readGlobalAttribute),
    attributeGroups: readSection(map, 'attribute groups', readAttributeUses),
    groups: readSection(map, 'groups', readGroup),
    types: readSection(map, 'types', readTypeDefinition),
    elements: readSection(map, 'elements', readGlobalElement),
  };
}

function readSection<T>(map: YamlMap, section: string, read: (value: unknown, place: Place) => T): Map<string, T> {
  return new Map(entriesOf(map[section], [section]).map(([name, value]) => [name, read(value, [section, name])]));
}

function readNames(value: unknown, place: Place): string[] {
  return asList(value, place).map((item, index) => asText(item, [...place, index]));
}

function isQualified(map: YamlMap, key: string): boolean {
  const value = map[key];
  if (value !== 'qualified' && value !== 'unqualified') throw new FaultAt([key], 'expected qualified or unqualified');
  return value === 'qualified';
}

function readGlobalAttribute(value: unknown, place: Place): GlobalAttribute {
  if (typeof value === 'string') {
    const { words, rest } = takeWords(value, 1, place);
    return { type: words[0] as string, flags: readFlags(rest, place) };
  }
  const { type, flags } = splitFlags(value, place);
  return { type: readSimpleType(asMap(type, place), place), flags };
}

function readGroup(value: unknown, place: Place): Compositor {
  const particles = readParticles(value, place);
  const [only] = particles;
  const isBare =
    particles.length === 1 && (only?.kind === 'choice' || only?.kind === 'all' || only?.kind === 'sequence');
  return isBare ? only : { kind: 'sequence', occurs: { min: 1, max: 1 }, particles };
}

/** `TYPE flags`, a content list, or a map as for types with `flags`, `keys`, or `type` when it only adds keys. */
function readGlobalElement(value: unknown, place: Place): GlobalElement {
  if (typeof value === 'string') {
    const { words, rest } = takeWords(value, 1, place);
    const type = words[0] as string;
    return { ...(type !== 'inherited' && { type }), flags: readFlags(rest, place), keys: [] };
  }
  if (Array.isArray(value)) return { type: readElementType(value, place), flags: {}, keys: [] };
  const { type: body, flags } = splitFlags(value, place);
  const { keys, ...type } = asMap(body, place);
  return {
    type: readElementType(type, place),
    flags,
    keys: keys === undefined ? [] : readKeys(keys, [...place, 'keys']),
  };
}

const KEY_KINDS = ['key', 'unique', 'keyref'] as const;

function readKeys(value: unknown, place: Place): IdentityConstraint[] {
  return asList(value, place).map((item, index) => {
    const at = [...place, index];
    const map = asMap(item, at);
    const kind = KEY_KINDS.find((word) => map[word] !== undefined);
    if (kind === undefined) throw new FaultAt(at, `expected one of ${KEY_KINDS.join(', ')}`);
    return {
      kind,
      name: asText(map[kind], [...at, kind]),
      ...(map['refer'] !== undefined && { refer: asText(map['refer'], [...at, 'refer']) }),
      selector: asText(map['selector'], [...at, 'selector']),
      fields: readNames(map['fields'], [...at, 'fields']),
    };
  });
}
