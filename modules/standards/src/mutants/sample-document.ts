import type { Catalogue } from '../catalogue.ts';
import type {
  AttributeUse,
  ComplexType,
  Flags,
  GlobalElement,
  MessageModel,
  Occurs,
  Particle,
  TypeDefinition,
  TypeReference,
  Wildcard,
} from '../model/message-model.ts';
import type { Random } from './random.ts';
import { type Resolved, SampleValues } from './sample-value.ts';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
const ATTACHMENT_MODEL = 'base64container';

/** Elements after which only what must be there is written. */
const ELEMENTS_WANTED = 150;
const DEPTH_MAX = 40;
/** How often something optional is written, near the root and below. */
const OPTIONAL_UPPER = 0.7;
const OPTIONAL_LOWER = 0.35;
const UPPER_DEPTH = 3;

/**
 * A document made from a model alone: a random choice of what the model allows, with values of the right types. It is
 * synthetic through and through. Keys are not seen to, so the rare document that needs them may be invalid.
 */
export function sampleDocument(catalogue: Catalogue, modelName: string, random: Random): Uint8Array {
  const model = catalogue.model(modelName);
  const root = random.pick(model.documents);
  return new TextEncoder().encode(new SampleWriter(catalogue, random).document(model, root));
}

class SampleWriter {
  readonly #catalogue: Catalogue;
  readonly #random: Random;
  readonly #values: SampleValues;
  readonly #prefixes = new Map<string, string>();
  #elementCount = 0;

  constructor(catalogue: Catalogue, random: Random) {
    this.#catalogue = catalogue;
    this.#random = random;
    this.#values = new SampleValues(random, (model, name) => this.#type(model, name));
  }

  document(model: MessageModel, root: string): string {
    this.#prefix(model.namespace);
    const markup = this.#global(model, root, 1);
    const declarations = [...this.#prefixes].map(([namespace, prefix]) => ` xmlns:${prefix}="${namespace}"`).join('');
    return `<?xml version="1.0" encoding="UTF-8"?>\n${markup.replace(/^<[^\s/>]+/, (start) => start + declarations)}\n`;
  }

  #global(model: MessageModel, name: string, depth: number): string {
    const target = this.#owner(model, name);
    const [elementName, element] = this.#concrete(target.model, target.name);
    const type = this.#typeOfGlobal(target.model, element);
    return this.#element(
      target.model,
      `${this.#prefix(target.model.namespace)}:${elementName}`,
      type,
      element.flags,
      depth,
    );
  }

  /** The element itself, or one that may stand in its place where it is abstract. */
  #concrete(model: MessageModel, name: string): [string, GlobalElement] {
    const element = model.elements.get(name);
    if (element === undefined) throw new Error(`${model.name} has no element ${name}`);
    if (!element.flags.abstract) return [name, element];
    const members = [...model.elements].filter(([, { flags }]) => flags.substitutes === name);
    const [member] = this.#random.pick(members);
    return this.#concrete(model, member);
  }

  #typeOfGlobal(model: MessageModel, element: GlobalElement): TypeReference {
    if (element.type !== undefined) return element.type;
    const head = model.elements.get(element.flags.substitutes ?? '');
    return head === undefined ? 'anyType' : this.#typeOfGlobal(model, head);
  }

  #element(model: MessageModel, name: string, type: TypeReference, flags: Flags, depth: number): string {
    if (depth > DEPTH_MAX) throw new Error(`${model.name} goes deeper than ${DEPTH_MAX}`);
    this.#elementCount++;
    const resolved = typeof type === 'string' ? this.#type(model, type) : { model, definition: type };
    if ('builtin' in resolved) return tag(name, '', flags.value?.value ?? this.#values.valueOf(model, type as string));
    const { definition } = resolved;
    if (definition.kind !== 'complex') {
      return tag(name, '', flags.value?.value ?? this.#values.valueOf(resolved.model, definition));
    }
    if (definition.abstract) return this.#derived(resolved.model, type as string, name, depth);
    return tag(name, this.#attributes(resolved.model, definition), this.#content(resolved.model, definition, depth));
  }

  /** An element of an abstract type says with xsi:type which of the types derived from it it has. */
  #derived(model: MessageModel, base: string, name: string, depth: number): string {
    const localBase = base.replace(/^.*:/, '');
    const candidates = [...model.types].filter(
      ([, type]) => type.kind === 'complex' && type.derivation?.base === localBase && !type.abstract,
    );
    const [typeName, type] = this.#random.pick(candidates) as [string, ComplexType];
    const declared = ` ${this.#prefix(XSI_NAMESPACE)}:type="${this.#prefix(model.namespace)}:${typeName}"`;
    return tag(name, declared + this.#attributes(model, type), this.#content(model, type, depth));
  }

  #content(model: MessageModel, type: ComplexType, depth: number): string {
    const own = type.content === undefined ? '' : this.#particle(model, type.content, depth + 1);
    if (type.derivation === undefined || type.derivation.by === 'narrows') return own;
    const base = this.#type(model, type.derivation.base);
    if ('builtin' in base)
      return type.derivation.by === 'text' ? this.#values.valueOf(model, type.derivation.base) : own;
    if (base.definition.kind === 'complex') return this.#content(base.model, base.definition, depth) + own;
    return this.#values.valueOf(base.model, base.definition);
  }

  #particle(model: MessageModel, particle: Particle, depth: number): string {
    let markup = '';
    for (let count = this.#howMany(particle.occurs, depth); count > 0; count--) {
      markup += this.#particleOnce(model, particle, depth);
    }
    return markup;
  }

  #howMany({ min, max }: Occurs, depth: number): number {
    if (max === min || this.#elementCount > ELEMENTS_WANTED) return min;
    const more = this.#random.chance(depth <= UPPER_DEPTH ? OPTIONAL_UPPER : OPTIONAL_LOWER);
    return more ? min + 1 : min;
  }

  #particleOnce(model: MessageModel, particle: Particle, depth: number): string {
    switch (particle.kind) {
      case 'sequence':
      case 'all':
        return particle.particles.map((child) => this.#particle(model, child, depth)).join('');
      case 'choice':
        return this.#particle(model, this.#random.pick(particle.particles), depth);
      case 'group':
        return this.#group(model, particle.name, depth);
      case 'reference':
        return this.#global(model, particle.name, depth);
      case 'any':
        return this.#wildcard(particle, depth);
      case 'element': {
        const { name, type, flags } = particle;
        const isQualified = flags.form === undefined ? model.elementsQualified : flags.form === 'qualified';
        const prefix = isQualified ? `${this.#prefix(model.namespace)}:` : '';
        return this.#element(model, prefix + name, type, flags, depth);
      }
    }
  }

  #group(model: MessageModel, name: string, depth: number): string {
    const owner = this.#owner(model, name);
    const group = owner.model.groups.get(owner.name);
    if (group === undefined) throw new Error(`${owner.model.name} has no group ${owner.name}`);
    return this.#particle(owner.model, group, depth);
  }

  /** What must be declared is an attachment, which every schema can know; what need not be is an element of nobody's. */
  #wildcard({ process, namespaces }: Wildcard, depth: number): string {
    if (namespaces[0] !== 'any' && namespaces[0] !== 'other') return '';
    if (process !== 'strict') return '<f:Fremmed xmlns:f="urn:samband:foreign"/>';
    const attachment = this.#catalogue.model(ATTACHMENT_MODEL);
    return this.#global(attachment, attachment.documents[0] as string, depth);
  }

  #attributes(model: MessageModel, type: ComplexType): string {
    const inherited = type.derivation && this.#type(model, type.derivation.base);
    const own = type.attributes.map((use) => this.#attribute(model, use)).join('');
    if (inherited === undefined || 'builtin' in inherited || inherited.definition.kind !== 'complex') return own;
    return type.derivation?.by === 'narrows' ? own : this.#attributes(inherited.model, inherited.definition) + own;
  }

  #attribute(model: MessageModel, use: AttributeUse): string {
    if (use.kind === 'any') return '';
    if (use.kind === 'group') {
      const owner = this.#owner(model, use.name);
      const uses = owner.model.attributeGroups.get(owner.name) ?? [];
      return uses.map((inner) => this.#attribute(owner.model, inner)).join('');
    }
    if (use.use === 'prohibited') return '';
    if (use.use === 'optional' && !this.#random.chance(OPTIONAL_LOWER)) return '';
    const owner = use.type === 'ref' ? this.#owner(model, use.name) : { model, name: use.name };
    const type = use.type === 'ref' ? (owner.model.attributes.get(owner.name)?.type ?? 'string') : use.type;
    const form = use.flags.form ?? (model.attributesQualified ? 'qualified' : 'unqualified');
    const isQualified = use.type === 'ref' || form === 'qualified';
    const prefix = isQualified ? `${this.#prefix(owner.model.namespace)}:` : '';
    const fixed = use.flags.value ?? owner.model.attributes.get(owner.name)?.flags.value;
    return ` ${prefix}${owner.name}="${fixed?.value ?? this.#values.valueOf(owner.model, type)}"`;
  }

  /** The model that an alias stands for, and the name in it; a name without an alias is the model's own. */
  #owner(model: MessageModel, name: string): { model: MessageModel; name: string } {
    const [alias, local] = name.split(':');
    if (local === undefined) return { model, name };
    const used = model.uses.get(alias as string);
    if (used === undefined) throw new Error(`${model.name} uses no ${alias}`);
    return { model: this.#catalogue.model(used), name: local };
  }

  #type(model: MessageModel, name: string): Resolved<TypeDefinition> {
    if (name.startsWith('xs:')) return { builtin: name.slice('xs:'.length) };
    if (!name.includes(':') && !model.types.has(name)) return { builtin: name };
    const owner = this.#owner(model, name);
    const definition = owner.model.types.get(owner.name);
    if (definition === undefined) throw new Error(`${owner.model.name} has no type ${owner.name}`);
    return { model: owner.model, definition };
  }

  #prefix(namespace: string): string {
    if (namespace === XML_NAMESPACE) return 'xml';
    const known = this.#prefixes.get(namespace) ?? `n${this.#prefixes.size}`;
    this.#prefixes.set(namespace, known);
    return known;
  }
}

function tag(name: string, attributes: string, content: string): string {
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
}
