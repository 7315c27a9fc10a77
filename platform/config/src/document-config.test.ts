import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { documentConfig } from './document-config.ts';
import { loadConfig } from './load-config.ts';
import { listSettings, listVariables } from './setting.ts';

const documents = documentConfig().map(({ file, content }) => ({ name: basename(file), file, content }));

test.each(documents)('$name is what the schema makes today', ({ file, content }) => {
  expect(readFileSync(file, 'utf8'), 'run: node platform/config/src/document-config.ts').toBe(content);
});

test('every variable stands in both files', () => {
  for (const { content } of documents) {
    for (const { schema } of listSettings()) expect(content).toContain(schema.variable);
  }
});

test('the example with its marks taken off says what holds without it', () => {
  const example = documents.find(({ name }) => name === '.env.example')?.content ?? '';
  const environment = parseEnv(example.replaceAll(/^#(?=SAMBAND_)/gm, ''));

  expect(Object.keys(environment).sort()).toStrictEqual(listVariables().sort());
  expect(loadConfig(environment)).toStrictEqual(loadConfig({}));
});

test('a variable’s name says its unit', () => {
  for (const { path, schema } of listSettings()) {
    const [, unit] = /(Ms|Bytes|Max)$/.exec(path.at(-1) ?? '') ?? [];
    if (unit !== undefined) expect(schema.variable).toMatch(new RegExp(`_${unit.toUpperCase()}$`));
  }
});
