import { Buffer } from 'node:buffer';
import { withDocument } from '@samband/xml';
import { expect, test } from 'vitest';
import { example, VALID_EXAMPLES } from '../official-documents-for-tests.ts';
import { standards } from '../standards.ts';
import { validate } from '../validate.ts';
import { readElementSpans } from './element-spans.ts';
import { mutate } from './mutate.ts';
import { createRandom } from './random.ts';
import { sampleDocument } from './sample-document.ts';

test.each(VALID_EXAMPLES)(
  'every mutant of %s is well-formed, another document, and the same for the same seed',
  (name) => {
    const original = example(name);
    const changes = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const mutant = mutate(original, createRandom(`${name} ${seed}`));
      expect(() => withDocument(mutant.bytes, () => 0), mutant.change).not.toThrow();
      expect(mutate(original, createRandom(`${name} ${seed}`))).toEqual(mutant);
      changes.add(mutant.change);
    }
    expect(changes.size).toBeGreaterThan(100);
  },
);

test('most mutants of an example are invalid, and some are valid', () => {
  const verdicts = Array.from({ length: 200 }, (_, seed) => {
    const { bytes } = mutate(example('dialog'), createRandom(`${seed}`));
    return validate(bytes, { schemaOnly: true }).verdict;
  });
  expect(verdicts.filter((verdict) => verdict === 'invalid').length).toBeGreaterThan(100);
  expect(verdicts.filter((verdict) => verdict === 'valid').length).toBeGreaterThan(20);
});

test('elements are found with their places, whatever stands in comments, CDATA and attributes', () => {
  const text = `<?xml version="1.0"?><!-- <no> --><a b="1>" c = '2'><d/><e><![CDATA[<no>]]></e></a>`;
  const spans = readElementSpans(text);
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([
    `<a b="1>" c = '2'><d/><e><![CDATA[<no>]]></e></a>`,
    '<d/>',
    '<e><![CDATA[<no>]]></e>',
  ]);
  const values = spans[0]?.attributes.map(({ valueStart, valueEnd }) => text.slice(valueStart, valueEnd));
  expect(values).toEqual(['1>', '2']);
});

test('a document made from the model of each example is valid', () => {
  const { catalogue } = standards();
  for (const name of ['epikrise-1.2', 'henvisning-1.1', 'svarrapport-1.4', 'msghead-1.2', 'apprec-1.1']) {
    const sample = sampleDocument(catalogue, name, createRandom(name));
    expect(validate(sample, { schemaOnly: true }).findings, name).toEqual([]);
    expect(Buffer.from(sample).toString()).toContain(catalogue.head(name).namespace);
  }
});
