import type { Facet, MessageModel, SimpleType } from '../model/message-model.ts';
import type { Random } from './random.ts';

/** A type by its definition and the model whose names it uses; a builtin of XSD by its name. */
export type Resolved<Definition> =
  | { readonly model: MessageModel; readonly definition: Definition }
  | { readonly builtin: string };

type Resolve = (model: MessageModel, name: string) => Resolved<unknown>;

const BUILTIN_VALUES: Readonly<Record<string, string>> = {
  anyURI: 'urn:samband:sample',
  base64Binary: 'U2FtYmFuZA==',
  boolean: 'true',
  date: '2026-11-20',
  dateTime: '2026-11-20T14:30:00',
  dateTimeStamp: '2026-11-20T14:30:00Z',
  decimal: '1.5',
  double: '1.5',
  duration: 'P1D',
  float: '1.5',
  gDay: '---20',
  gMonth: '--11',
  gMonthDay: '--11-20',
  gYear: '2026',
  gYearMonth: '2026-11',
  hexBinary: 'FF',
  language: 'nb',
  QName: 'n0:x',
  time: '14:30:00',
};

const NUMBERS = /^(?:(?:non(?:Negative|Positive)|positive|negative)?[iI]nteger|int|long|short|byte|unsigned\w+)$/;

/** Values for the patterns of the models. Each is the shortest or a plain one; validation shows when one is missing. */
const PATTERN_VALUES: readonly string[] = [
  '1',
  '2026',
  'no',
  '202611',
  '20261120',
  '2026-11-20T14:30:00.5Z',
  '2026-11-20T14:30:00Z',
  '+01:00',
  'P1D',
  'true',
  '019c0000-0000-7000-8000-000000000001',
  '{019c0000-0000-7000-8000-000000000001}',
];

/** Makes values of simple types. Every ID is another one, and an IDREF points at the first. */
export class SampleValues {
  readonly #random: Random;
  readonly #resolve: Resolve;
  #idCount = 0;

  constructor(random: Random, resolve: Resolve) {
    this.#random = random;
    this.#resolve = resolve;
  }

  /** A value of a simple type, after facets that types derived from it have set. */
  valueOf(model: MessageModel, type: string | SimpleType, facets: readonly Facet[] = []): string {
    if (typeof type === 'string') {
      const resolved = this.#resolve(model, type);
      if ('builtin' in resolved) return this.#builtin(resolved.builtin, facets);
      return this.valueOf(resolved.model, resolved.definition as SimpleType, facets);
    }
    switch (type.kind) {
      case 'restriction':
        return this.valueOf(model, type.base, [...facets, ...type.facets]);
      case 'list':
        return this.valueOf(model, type.of);
      case 'union':
        return this.valueOf(model, this.#random.pick(type.of));
    }
  }

  #builtin(name: string, facets: readonly Facet[]): string {
    const allowed = enumerated(facets);
    if (allowed.length > 0) return this.#random.pick(allowed);
    const pattern = facets.find((facet) => facet.name === 'pattern')?.value;
    if (pattern !== undefined) return matching(pattern);
    if (name === 'ID') return `id-${++this.#idCount}`;
    if (name === 'IDREF' || name === 'IDREFS') return 'id-1';
    if (NUMBERS.test(name) || name === 'decimal') return number(name, facets);
    return BUILTIN_VALUES[name] ?? text(facets, this.#random);
  }
}

/** The values of the most derived type that lists any. */
function enumerated(facets: readonly Facet[]): string[] {
  return facets.filter(({ name }) => name === 'enum' || name === 'enumeration').map(({ value }) => value);
}

function matching(pattern: string): string {
  const expression = new RegExp(`^(?:${pattern.replaceAll('\\-', '-')})$`);
  return PATTERN_VALUES.find((value) => expression.test(value)) ?? '1';
}

function number(name: string, facets: readonly Facet[]): string {
  const bound = (wanted: string) => facets.find((facet) => facet.name === wanted)?.value;
  const least = bound('minInclusive') ?? bound('maxInclusive');
  if (least !== undefined) return least;
  return name === 'negativeInteger' || name === 'nonPositiveInteger' ? '-1' : '1';
}

/** Ordinary text of a length that the facets allow; without white space, so that it is a token and an NMTOKEN too. */
function text(facets: readonly Facet[], random: Random): string {
  const limit = (...names: string[]) => facets.find((facet) => names.includes(facet.name))?.value;
  const value = `Prøve${random.below(1_000_000)}`;
  const shortest = Number(limit('length', 'minLength') ?? 0);
  const longest = Number(limit('length', 'maxLength') ?? value.length);
  return value.padEnd(shortest, 'x').slice(0, Math.max(longest, shortest));
}
