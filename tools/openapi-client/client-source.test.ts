import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { programs } from '../processes/programs.ts';
import { runProcess } from '../processes/run-process.ts';
import { type ApiDescription, clientSource } from './client-source.ts';
import { schemaType } from './schema-type.ts';

test.each([
  [{ type: 'integer' }, 'number'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ const: 'Pong' }, '"Pong"'],
  [{ enum: ['a', 1, null] }, '"a" | 1 | null'],
  [{ anyOf: [{ type: 'string' }, { enum: ['a', 'b'] }] }, 'string | ("a" | "b")'],
  [
    { allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object' }] },
    '(Problem) & (Readonly<Record<string, unknown>>)',
  ],
  [{ type: 'array', items: { type: 'string' } }, 'readonly (string)[]'],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'Readonly<Record<string, number>>'],
  [{ type: 'object', patternProperties: { '^.*$': { type: 'boolean' } } }, 'Readonly<Record<string, boolean>>'],
  [{ type: 'object', properties: { a: { type: 'string' } } }, '{\nreadonly a?: string;\n}'],
  [{}, 'unknown'],
  [{ type: 'something new' }, 'unknown'],
])('%j is %s', (schema, type) => {
  expect(schemaType(schema, 'read')).toBe(type);
});

test('what has a default may be left out when it is written, and is always there when it is read', () => {
  const schema = { type: 'object', required: ['a'], properties: { a: { type: 'boolean', default: false } } };

  expect(schemaType(schema, 'written')).toContain('a?: boolean');
  expect(schemaType(schema, 'read')).toContain('a: boolean');
});

const api: ApiDescription = {
  paths: {
    '/things/{id}': {
      put: {
        operationId: 'putThing',
        summary: 'Keep a thing */ safe',
        parameters: [
          { in: 'path', name: 'id', required: true, schema: { type: 'string' } },
          { in: 'query', name: 'limit', required: true, schema: { type: 'integer', default: 10 } },
          { in: 'header', name: 'ignored', schema: { type: 'string' } },
        ],
        requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { note: {} } } } } },
        responses: { 204: {}, 404: {} },
      },
      get: { operationId: 'getThing', responses: { 200: { content: { 'text/event-stream': {} } } } },
      delete: { operationId: 'neverSucceeds', responses: { 501: {} } },
      patch: { responses: { 200: {} } },
    },
  },
  components: {
    schemas: { Problem: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } } },
  },
};

test('a description becomes types by operation, with method and path of each, and they hold what was described', async () => {
  const source = clientSource(api);
  expect(source).not.toMatch(/neverSucceeds|ignored|\bpatch\b/i);
  const uses = `
    import { type Operations, operations, type Problem } from './api.ts';
    export const put: Operations['putThing'] = { path: { id: 'x' }, body: { note: 1 } };
    export const problem: Problem = { title: 'no' };
    export const method: 'PUT' = operations.putThing.method;
    export const route: '/things/{id}' = operations.getThing.path;
    export const streamed: unknown = {} as Operations['getThing']['answer'];
    // @ts-expect-error the id is required
    export const without: Operations['putThing']['path'] = {};
    // @ts-expect-error nothing comes back
    export type Nothing = Operations['putThing']['answer'];`;
  const folder = mkdtempSync(join(tmpdir(), 'samband-openapi-client-'));
  writeFileSync(join(folder, 'api.ts'), source);
  writeFileSync(join(folder, 'uses.ts'), uses);
  const strict = ['--noEmit', '--strict', '--module', 'nodenext', '--allowImportingTsExtensions', '--ignoreConfig'];

  const { output } = await runProcess(process.execPath, [programs.tsc, ...strict, 'uses.ts'], { cwd: folder });
  rmSync(folder, { recursive: true });

  expect(output).toBe('');
});
