import { Buffer } from 'node:buffer';
import { withDocument } from '@samband/xml';
import { expect, test } from 'vitest';
import { createCatalogue } from '../catalogue.ts';
import { createSchemaRegistry } from './schema-registry.ts';

const catalogue = createCatalogue();
const REFERRAL = '<Message xmlns="http://www.kith.no/xmlstds/henvisning/2003-10-13"/>';

function findingsFor(registry: ReturnType<typeof createSchemaRegistry>, models: string[], markup: string) {
  return withDocument(Buffer.from(markup), (document) => registry.schemaFor(models).validate(document));
}

test('every model compiles', { timeout: 60_000 }, () => {
  const heads = catalogue.heads();
  const registry = createSchemaRegistry(catalogue, heads.length);
  for (const { name } of heads) expect(registry.schemaFor([name]).filesRead, name).toContain(`${name}.xsd`);
});

test('one schema serves all combinations that need the same models', () => {
  const registry = createSchemaRegistry(catalogue);
  const schema = registry.schemaFor(['msghead-1.2', 'dialogmelding-1.1']);

  expect(registry.schemaFor(['kith-datatypes', 'dialogmelding-1.1', 'msghead-1.2'])).toBe(schema);
  expect(registry.size()).toBe(1);
});

test('made-up combinations fill a fixed number of places and then share one schema with everything', {
  timeout: 60_000,
}, () => {
  const registry = createSchemaRegistry(catalogue, 2);
  for (const { name } of catalogue.heads()) registry.schemaFor(['msghead-1.2', name]);

  // Two of their own, everything, and everything with each of the two second editions.
  expect(registry.size()).toBeLessThanOrEqual(5);
});

test('the schema with everything finds what the schema of the combination finds', { timeout: 60_000 }, () => {
  const own = createSchemaRegistry(catalogue, 10);
  const shared = createSchemaRegistry(catalogue, 0);
  const markup =
    '<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo><Type V="X"/></MsgInfo></MsgHead>';

  const findings = findingsFor(own, ['msghead-1.2'], markup);
  expect(findings).not.toEqual([]);
  expect(findingsFor(shared, ['msghead-1.2'], markup)).toEqual(findings);
});

test('two editions of one namespace never share a schema', { timeout: 60_000 }, () => {
  const registry = createSchemaRegistry(catalogue, 0);
  const first = registry.schemaFor(['henvisning-0.91']);
  const second = registry.schemaFor(['henvisning-0.9']);

  expect(first.filesRead).not.toContain('henvisning-0.9.xsd');
  expect(second.filesRead).not.toContain('henvisning-0.91.xsd');
  expect(findingsFor(registry, ['henvisning-0.9'], REFERRAL)).not.toEqual([]);
});
