import type {
  AttributeUse,
  ComplexType,
  ElementParticle,
  Flags,
  MessageModel,
  Occurs,
  Particle,
  TypeReference,
} from '../model/message-model.ts';
import { qualifiedName } from './names.ts';
import { writeSimpleType } from './write-simple-type.ts';
import { element } from './xml-writer.ts';

// Types hold particles, and particles hold elements with types of their own: the two are written together.

/** An `xs:complexType`, named when it is global. */
export function writeComplexType(model: MessageModel, type: ComplexType, name?: string): string {
  const { abstract, mixed, block, final } = type;
  return element(
    'xs:complexType',
    { name, mixed: mixed || undefined, abstract: abstract || undefined, block, final },
    writeBody(model, type),
  );
}

function writeBody(model: MessageModel, type: ComplexType): string[] {
  const inner = [
    ...(type.content ? [writeParticle(model, type.content)] : []),
    ...type.attributes.filter((use) => use.kind !== 'any').map((use) => writeAttributeUse(model, use)),
    ...type.attributes.filter((use) => use.kind === 'any').map((use) => writeAttributeUse(model, use)),
  ];
  if (type.derivation === undefined) return inner;
  const { by, base } = type.derivation;
  const [container, step] = DERIVATION_ELEMENTS[by];
  return [element(container, {}, [element(step, { base: qualifiedName(model, 'types', base) }, inner)])];
}

const DERIVATION_ELEMENTS = {
  extends: ['xs:complexContent', 'xs:extension'],
  narrows: ['xs:complexContent', 'xs:restriction'],
  text: ['xs:simpleContent', 'xs:extension'],
} as const;

/** XSD wants the attribute wildcard last; the model's order of attributes has no meaning. */
export function writeAttributeUse(model: MessageModel, use: AttributeUse): string {
  if (use.kind === 'group')
    return element('xs:attributeGroup', { ref: qualifiedName(model, 'attributeGroups', use.name) });
  if (use.kind === 'any') {
    const namespace = admittedNamespaces(use.namespaces);
    return element('xs:anyAttribute', { namespace, processContents: use.process });
  }
  const required = { use: use.use === 'optional' ? undefined : use.use, ...valueAttributes(use.flags) };
  if (use.type === 'ref') {
    return element('xs:attribute', { ref: qualifiedName(model, 'attributes', use.name), ...required });
  }
  const { name, type } = use;
  const attributes = { name, form: use.flags.form, ...required };
  return typeof type === 'string'
    ? element('xs:attribute', { ...attributes, type: qualifiedName(model, 'types', type) })
    : element('xs:attribute', attributes, [writeSimpleType(model, type)]);
}

export function valueAttributes(flags: Flags): Record<string, string> {
  return flags.value === undefined ? {} : { [flags.value.kind]: flags.value.value };
}

/** The type of an element: by name, as an attribute; of its own, as a child. */
export function writeTypeReference(model: MessageModel, type: TypeReference) {
  if (typeof type === 'string') return { type: qualifiedName(model, 'types', type), children: [] };
  const written = type.kind === 'complex' ? writeComplexType(model, type) : writeSimpleType(model, type);
  return { type: undefined, children: [written] };
}

export function writeParticle(model: MessageModel, particle: Particle): string {
  const occurs = occursAttributes(particle.occurs);
  switch (particle.kind) {
    case 'sequence':
    case 'choice':
    case 'all':
      return element(
        `xs:${particle.kind}`,
        occurs,
        particle.particles.map((child) => writeParticle(model, child)),
      );
    case 'group':
      return element('xs:group', { ref: qualifiedName(model, 'groups', particle.name), ...occurs });
    case 'reference':
      return element('xs:element', { ref: qualifiedName(model, 'elements', particle.name), ...occurs });
    case 'any': {
      // An ambiguous schema (`any` after optional parts) is made deterministic by leaving out our own namespace.
      const admitted = model.ambiguous && particle.namespaces[0] === 'any' ? ['other'] : particle.namespaces;
      return element('xs:any', {
        ...occurs,
        namespace: admittedNamespaces(admitted),
        processContents: particle.process,
      });
    }
    case 'element':
      return writeLocalElement(model, particle, occurs);
  }
}

function writeLocalElement(
  model: MessageModel,
  particle: ElementParticle,
  occurs: ReturnType<typeof occursAttributes>,
) {
  const { name, flags } = particle;
  const { type, children } = writeTypeReference(model, particle.type);
  const attributes = { name, type, ...occurs, nillable: flags.nillable, form: flags.form, block: flags.block };
  return element('xs:element', { ...attributes, ...valueAttributes(flags) }, children);
}

function occursAttributes({ min, max }: Occurs) {
  return { minOccurs: min === 1 ? undefined : min, maxOccurs: max === 1 ? undefined : max };
}

const ADMISSIONS: Readonly<Record<string, string>> = {
  any: '##any',
  other: '##other',
  own: '##targetNamespace',
  local: '##local',
};

function admittedNamespaces(namespaces: readonly string[]): string {
  return namespaces.map((namespace) => ADMISSIONS[namespace] ?? namespace).join(' ');
}
