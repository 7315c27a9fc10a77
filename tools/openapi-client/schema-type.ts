/** JSON Schema (draft 2020-12, as OpenAPI 3.1 has it), as far as our API uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly description?: string;
  readonly default?: unknown;
}

/** What is written may leave out what has a default; what is read always has it. */
export type Direction = 'written' | 'read';

const PLAIN: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

/** A schema as a TypeScript type. What it does not say is `unknown`, never `any`. */
export function schemaType(schema: Schema, direction: Direction): string {
  const typeOf = (inner: Schema) => schemaType(inner, direction);
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return union(choices.map(typeOf));
  if (schema.allOf) return schema.allOf.map((part) => `(${typeOf(part)})`).join(' & ');
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type })));
  if (schema.type === 'array') return `readonly (${schema.items ? typeOf(schema.items) : 'unknown'})[]`;
  if (schema.type === 'object') return objectType(schema, direction);
  return PLAIN[String(schema.type)] ?? 'unknown';
}

function objectType(schema: Schema, direction: Direction): string {
  const { properties, additionalProperties, patternProperties = {} } = schema;
  if (properties) return `{\n${members(schema, direction)}\n}`;
  const [values] = [...Object.values(patternProperties), additionalProperties];
  const value = typeof values === 'object' ? schemaType(values, direction) : 'unknown';
  return `Readonly<Record<string, ${value}>>`;
}

/** The members of an object, one a line, each with its description. */
export function members({ properties = {}, required = [] }: Schema, direction: Direction): string {
  return Object.entries(properties)
    .map(([name, schema]) => {
      const isSure = required.includes(name) && !(direction === 'written' && schema.default !== undefined);
      return `${comment(schema.description)}readonly ${name}${isSure ? '' : '?'}: ${schemaType(schema, direction)};`;
    })
    .join('\n');
}

/** A JSDoc line, or nothing. */
export function comment(text: string | undefined): string {
  return text === undefined ? '' : `/** ${text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')} */\n`;
}

function union(types: readonly string[]): string {
  return [...new Set(types)].map((type) => (type.includes('|') ? `(${type})` : type)).join(' | ') || 'never';
}
