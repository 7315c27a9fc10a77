import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCatalogue } from '../catalogue.ts';
import { readModel } from './read-model.ts';

const models = join(import.meta.dirname, '../../models');

const HEAD = `model: small-1.0
namespace: urn:small
message: Small
elements are: qualified
attributes are: unqualified
`;

test('every model of the module reads, and its file bears its name', { timeout: 60_000 }, () => {
  const files = readdirSync(models);
  for (const file of files) {
    expect(`${readModel(readFileSync(join(models, file), 'utf8'), file).name}.yaml`).toBe(file);
  }
  expect(files).toHaveLength(223);
});

test('the catalogue reads the same heads as the whole models have', { timeout: 60_000 }, () => {
  const catalogue = createCatalogue();
  for (const head of catalogue.heads()) {
    const { namespace, message, version, documents, uses } = catalogue.model(head.name);
    expect(head).toMatchObject({ namespace, message, documents, uses: [...uses.values()] });
    expect(head.version).toBe(version);
    expect(catalogue.findByNamespace(namespace) ?? catalogue.findVariant(namespace)).toMatchObject({ namespace });
  }
});

test('a content list is a sequence, unless it is one bare compositor', () => {
  const model = readModel(
    `${HEAD}
elements:
  List:
    - A: 1..1 string
  Bare:
    - (choice) 0..*:
      - A: 1..1 string
  Empty: []
`,
    'small-1.0.yaml',
  );
  const contentOf = (name: string) => {
    const type = model.elements.get(name)?.type;
    return typeof type === 'object' && type.kind === 'complex' ? type.content : undefined;
  };

  expect(contentOf('List')).toMatchObject({ kind: 'sequence', occurs: { min: 1, max: 1 } });
  expect(contentOf('Bare')).toMatchObject({ kind: 'choice', occurs: { min: 0, max: 'unbounded' } });
  expect(contentOf('Empty')).toBeUndefined();
});

test.each([
  ['an unknown section', 'shapes: {}', /^small\.yaml:\d+ at shapes: unknown key/],
  [
    'a cardinality that is none',
    'elements:\n  A:\n    - B: many string',
    /^small\.yaml:9 at elements \/ A \/ 0 \/ B: 'many'/,
  ],
  ['a cardinality upside down', 'elements:\n  A:\n    - B: 3..1 string', /upside down/],
  ['a word that means nothing', 'elements:\n  A:\n    - B: 0..1 string sometimes', /unknown word 'sometimes'/],
  ['a default that is no JSON string', 'elements:\n  A:\n    - B: 0..1 string default "\\q"', /not a JSON string/],
  ['flags on a reference', 'elements:\n  A:\n    - B: 0..1 ref nillable', /a reference has no flags/],
  ['a construct that does not exist', 'elements:\n  A:\n    - (some) 0..1: []', /unknown construct \(some\)/],
  ['a wildcard without its strictness', 'elements:\n  A:\n    - (any): 0..* other', /a wildcard is/],
  ['two derivations', 'types:\n  A: {extends: B, text: C}', /a type has one of/],
  ['a misspelt facet', 'types:\n  A: {restricts: string, maxlength: 3}', /at types \/ A \/ maxlength: unknown key/],
  ['an attribute that comes twice', 'types:\n  A:\n    attributes:\n      - B: 0..2 string', /an attribute is/],
  [
    'a key of no kind',
    'elements:\n  A:\n    content: []\n    keys: [{selector: own:B, fields: ["@c"]}]',
    /expected one of key/,
  ],
  ['YAML that is none', 'elements: [', /^small\.yaml:\d+/],
])('%s is a fault that says where', (_, text, fault) => {
  expect(() => readModel(`${HEAD}\n${text}\n`, 'small.yaml')).toThrow(fault);
});
