/**
 * The structure of one XML namespace as our models state it: names, order, cardinality, datatypes, allowed values.
 * The notation and its meaning: models/ in this module, read by read-model.ts.
 */
export interface MessageModel {
  /** File name without `.yaml`, also the name other models use it by. */
  readonly name: string;
  readonly namespace: string;
  /** What the standard calls the message, e.g. `Epikrise`. */
  readonly message: string;
  readonly version?: string;
  /** Elements meant as document roots. */
  readonly documents: readonly string[];
  readonly elementsQualified: boolean;
  readonly attributesQualified: boolean;
  /** The official schema breaks Unique Particle Attribution; the writer narrows its `any` wildcards to `other`. */
  readonly ambiguous: boolean;
  /** Alias to model name. */
  readonly uses: ReadonlyMap<string, string>;
  readonly attributes: ReadonlyMap<string, GlobalAttribute>;
  readonly attributeGroups: ReadonlyMap<string, readonly AttributeUse[]>;
  readonly groups: ReadonlyMap<string, Compositor>;
  readonly types: ReadonlyMap<string, TypeDefinition>;
  readonly elements: ReadonlyMap<string, GlobalElement>;
}

export interface Occurs {
  readonly min: number;
  readonly max: number | 'unbounded';
}

/** `default "…"` or `fixed "…"`: at most one of them. */
export interface ValueConstraint {
  readonly kind: 'default' | 'fixed';
  readonly value: string;
}

/** The words that may follow a type. */
export interface Flags {
  readonly nillable?: boolean;
  readonly abstract?: boolean;
  readonly substitutes?: string;
  readonly form?: 'qualified' | 'unqualified';
  readonly block?: string;
  readonly final?: string;
  readonly value?: ValueConstraint;
}

export type Particle = ElementParticle | ReferenceParticle | Compositor | GroupParticle | Wildcard;

export interface ElementParticle {
  readonly kind: 'element';
  readonly name: string;
  readonly occurs: Occurs;
  readonly type: TypeReference;
  readonly flags: Flags;
}

export interface ReferenceParticle {
  readonly kind: 'reference';
  readonly name: string;
  readonly occurs: Occurs;
}

export interface Compositor {
  readonly kind: 'sequence' | 'choice' | 'all';
  readonly occurs: Occurs;
  readonly particles: readonly Particle[];
}

export interface GroupParticle {
  readonly kind: 'group';
  readonly name: string;
  readonly occurs: Occurs;
}

export interface Wildcard {
  readonly kind: 'any';
  readonly occurs: Occurs;
  /** `any`, `other`, `own`, `local` or namespace URIs. */
  readonly namespaces: readonly string[];
  readonly process: 'strict' | 'lax' | 'skip';
}

/** A named type (`kith:CV`, `string`) or a type of its own. */
export type TypeReference = string | TypeDefinition;
export type TypeDefinition = SimpleType | ComplexType;

export type SimpleType =
  | { readonly kind: 'restriction'; readonly base: string | SimpleType; readonly facets: readonly Facet[] }
  | { readonly kind: 'list'; readonly of: string | SimpleType }
  | { readonly kind: 'union'; readonly of: readonly (string | SimpleType)[] };

export interface Facet {
  readonly name: string;
  readonly value: string;
}

export interface ComplexType {
  readonly kind: 'complex';
  /** How the content is made: from nothing, by extension or restriction of complex content, or as text. */
  readonly derivation?: { readonly by: 'extends' | 'narrows' | 'text'; readonly base: string };
  readonly content?: Particle;
  readonly attributes: readonly AttributeUse[];
  readonly mixed: boolean;
  readonly abstract: boolean;
  readonly block?: string;
  readonly final?: string;
}

export type AttributeUse =
  | {
      readonly kind: 'attribute';
      readonly name: string;
      readonly use: 'optional' | 'required' | 'prohibited';
      /** `ref` for a global attribute. */
      readonly type: 'ref' | string | SimpleType;
      readonly flags: Flags;
    }
  | { readonly kind: 'group'; readonly name: string }
  | {
      readonly kind: 'any';
      readonly namespaces: readonly string[];
      readonly process: 'strict' | 'lax' | 'skip';
    };

export interface GlobalAttribute {
  readonly type: string | SimpleType;
  readonly flags: Flags;
}

export interface GlobalElement {
  /** Undefined where the type is that of the substitution head (`inherited`). */
  readonly type?: TypeReference;
  readonly flags: Flags;
  readonly keys: readonly IdentityConstraint[];
}

export interface IdentityConstraint {
  readonly kind: 'key' | 'unique' | 'keyref';
  readonly name: string;
  readonly refer?: string;
  readonly selector: string;
  readonly fields: readonly string[];
}
