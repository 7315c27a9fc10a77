import type { GlobalAttribute, GlobalElement, IdentityConstraint, MessageModel } from '../model/message-model.ts';
import { namespaceDeclarations, qualifiedName } from './names.ts';
import {
  valueAttributes,
  writeAttributeUse,
  writeComplexType,
  writeParticle,
  writeTypeReference,
} from './write-complex-type.ts';
import { writeSimpleType } from './write-simple-type.ts';
import { element } from './xml-writer.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The name of the schema document of a model, by which the others import it. */
export function schemaFileName(modelName: string): string {
  return `${modelName}.xsd`;
}

/**
 * The XML Schema 1.0 of one model: one document for one namespace, importing the namespaces it uses by relative name.
 * @param namespaceOf The namespace of a model, by the model's name.
 */
export function writeSchema(model: MessageModel, namespaceOf: (modelName: string) => string): string {
  const schema = element(
    'xs:schema',
    {
      ...namespaceDeclarations(model, namespaceOf),
      targetNamespace: model.namespace,
      elementFormDefault: model.elementsQualified ? 'qualified' : undefined,
      attributeFormDefault: model.attributesQualified ? 'qualified' : undefined,
    },
    [...writeImports([...new Set(model.uses.values())], namespaceOf), ...writeDeclarations(model)],
  );
  return DECLARATION + schema;
}

/**
 * A schema without a namespace of its own that joins several: for documents that carry one message within another,
 * whose strict wildcards need every namespace to be known at once.
 */
export function writeJoiningSchema(modelNames: readonly string[], namespaceOf: (modelName: string) => string): string {
  const root = element(
    'xs:schema',
    { 'xmlns:xs': 'http://www.w3.org/2001/XMLSchema' },
    writeImports(modelNames, namespaceOf),
  );
  return DECLARATION + root;
}

function writeImports(modelNames: readonly string[], namespaceOf: (modelName: string) => string): string[] {
  return modelNames.map((name) =>
    element('xs:import', { namespace: namespaceOf(name), schemaLocation: schemaFileName(name) }),
  );
}

function writeDeclarations(model: MessageModel): string[] {
  return [
    ...map(model.attributes, (name, attribute) => writeGlobalAttribute(model, name, attribute)),
    ...map(model.attributeGroups, (name, uses) =>
      element(
        'xs:attributeGroup',
        { name },
        uses.map((use) => writeAttributeUse(model, use)),
      ),
    ),
    ...map(model.groups, (name, content) => element('xs:group', { name }, [writeParticle(model, content)])),
    ...map(model.types, (name, type) =>
      type.kind === 'complex' ? writeComplexType(model, type, name) : writeSimpleType(model, type, name),
    ),
    ...map(model.elements, (name, declared) => writeGlobalElement(model, name, declared)),
  ];
}

function map<T>(section: ReadonlyMap<string, T>, write: (name: string, value: T) => string): string[] {
  return [...section].map(([name, value]) => write(name, value));
}

function writeGlobalAttribute(model: MessageModel, name: string, { type, flags }: GlobalAttribute): string {
  const value = valueAttributes(flags);
  return typeof type === 'string'
    ? element('xs:attribute', { name, type: qualifiedName(model, 'types', type), ...value })
    : element('xs:attribute', { name, ...value }, [writeSimpleType(model, type)]);
}

function writeGlobalElement(model: MessageModel, name: string, { type, flags, keys }: GlobalElement): string {
  const written = type === undefined ? { type: undefined, children: [] } : writeTypeReference(model, type);
  const { substitutes, nillable, abstract, block, final } = flags;
  return element(
    'xs:element',
    {
      name,
      type: written.type,
      substitutionGroup: substitutes && qualifiedName(model, 'elements', substitutes),
      nillable,
      abstract,
      block,
      final,
      ...valueAttributes(flags),
    },
    [...written.children, ...keys.map((key) => writeKey(model, key))],
  );
}

function writeKey(model: MessageModel, { kind, name, refer, selector, fields }: IdentityConstraint): string {
  return element(`xs:${kind}`, { name, refer: refer && qualifiedName(model, 'elements', refer) }, [
    element('xs:selector', { xpath: selector }),
    ...fields.map((xpath) => element('xs:field', { xpath })),
  ]);
}
