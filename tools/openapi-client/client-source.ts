import { comment, members, type Schema, schemaType } from './schema-type.ts';

/** An OpenAPI 3.1 description, as far as a client needs it. */
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** One operation with its types, each declared under a name of its own. */
interface Described {
  readonly id: string;
  readonly entry: string;
  readonly route: string;
  readonly declarations: readonly string[];
}

const HEAD = `// Generated from the server's /openapi.json by tools/openapi-client; a test of apps/server holds the two equal.
// Do not edit: change the server's schemas, and run \`npx vitest run apps/server/src/sdk.test.ts --update\`.`;

/**
 * The source of a typed client's foundation: a type for everything that goes in and out, `Operations` that joins them
 * by operation, and `operations` with the method and path of each. Our own rather than openapi-typescript: that needs a
 * second TypeScript in every installation, and our API uses a small part of JSON Schema.
 */
export function clientSource({ paths, components }: ApiDescription): string {
  const described = Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) => describe(method, path, operation)),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const shared = Object.entries(components?.schemas ?? {}).map(([name, schema]) => declaration(name, schema, 'read'));
  return [
    HEAD,
    ...shared,
    ...described.flatMap(({ declarations }) => declarations),
    `export interface Operations {\n${described.map(({ entry }) => entry).join('\n')}\n}`,
    `export const operations = {\n${described.map(({ route }) => route).join('\n')}\n} as const;`,
  ].join('\n\n');
}

/** Nothing for an operation without a name, or one that never succeeds with an answer that is described. */
function describe(method: string, path: string, operation: Operation): Described[] {
  const { operationId: id, summary, parameters = [], requestBody, responses = {} } = operation;
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  if (!id || !success) return [];
  const parts: readonly (readonly [string, Schema | undefined])[] = [
    ['path', parametersIn('path', parameters)],
    ['query', parametersIn('query', parameters)],
    ['body', jsonOf(requestBody?.content)],
    ['answer', success.content && (jsonOf(success.content) ?? {})],
  ];
  const used = parts.flatMap(([part, schema]) => (schema ? [{ part, schema, name: nameOf(id, part) }] : []));
  const mayBeLeftOut = (part: string, schema: Schema) => part === 'query' && isOptional(schema);
  const entry = used
    .map(({ part, schema, name }) => `readonly ${part}${mayBeLeftOut(part, schema) ? '?' : ''}: ${name};`)
    .join('\n');
  return [
    {
      id,
      entry: `${comment(summary)}readonly ${id}: {\n${entry}\n};`,
      route: `${id}: { method: '${method.toUpperCase()}', path: '${path}' },`,
      declarations: used.map(({ part, schema, name }) =>
        declaration(name, schema, part === 'answer' ? 'read' : 'written'),
      ),
    },
  ];
}

function declaration(name: string, schema: Schema, direction: 'written' | 'read'): string {
  const about = comment(schema.description);
  if (schema.type !== 'object' || !schema.properties)
    return `${about}export type ${name} = ${schemaType(schema, direction)};`;
  return `${about}export interface ${name} {\n${members(schema, direction)}\n}`;
}

/** The parameters of one place as an object; those with a default may be left out. What becomes part of a path may be a number. */
function parametersIn(place: string, parameters: readonly Parameter[]): Schema | undefined {
  const found = parameters.filter((parameter) => parameter.in === place);
  if (found.length === 0) return undefined;
  return {
    type: 'object',
    required: found.filter(({ required }) => required === true).map(({ name }) => name),
    properties: Object.fromEntries(
      found.map(({ name, schema, description = schema.description }) => {
        const value = place === 'path' ? { type: ['string', 'number'] } : schema;
        return [name, { ...value, ...(description && { description }) }];
      }),
    ),
  };
}

/** Whether nothing in it must be said. */
function isOptional({ properties = {}, required = [] }: Schema): boolean {
  return required.every((name) => properties[name]?.default !== undefined);
}

const jsonOf = (content: Content | undefined): Schema | undefined => content?.['application/json']?.schema;

const nameOf = (id: string, part: string): string => capital(id) + capital(part);
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
