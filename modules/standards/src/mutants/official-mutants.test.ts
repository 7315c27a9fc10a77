import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fixture, needDebianPackage } from '@samband/testing';
import { expect, onTestFinished, test } from 'vitest';
import type { ModelHead } from '../catalogue.ts';
import { readSourceText } from '../document/source-text.ts';
import { type OfficialDocument, officialDocuments } from '../official-documents-for-tests.ts';
import { readOutline } from '../outline/read-outline.ts';
import { standards } from '../standards.ts';
import { validate } from '../validate.ts';
import { mutate } from './mutate.ts';
import { type OfficialSchemas, readOfficialSchemas } from './official-schemas.ts';
import { createRandom, type Random } from './random.ts';
import { sampleDocument } from './sample-document.ts';
import { xmllintVerdicts } from './xmllint.ts';

const MUTANTS_EACH = 30;
/** Of each type: official documents where there are any, and samples made from the model for the rest. */
const ORIGINALS_EACH = 4;
const OFFICIAL_EACH_MAX = 3;
const ORIGINAL_MAX_BYTES = 100_000;
const SAMPLE_TRIES_MAX = 30;
/** xmllint processes at a time. */
const LANES = 2;

/** Types of which libxml2-wasm reads no document: the namespace is no URI (docs/standards/validation.md). */
const REFUSED: ReadonlySet<string> = new Set(['egenerklaering-2012', 'oppfolgingsplan-2014']);

/** Where the verdicts may differ, and why. Each must still be met, or it does not belong here. */
const KNOWN_DIFFERENCES: readonly { readonly why: string; matches(difference: Difference): boolean }[] = [
  {
    why: "the official schema breaks Unique Particle Attribution, so what its open content admits is anybody's reading; ours admits other namespaces only",
    matches: ({ head, ours, theirs }) =>
      standards().catalogue.model(head.name).ambiguous && ours === 'invalid' && theirs === 'valid',
  },
  {
    why: 'libxml2 keeps a year as a C long, which has 32 bits in WebAssembly',
    matches: ({ label, ours }) => label.endsWith('YYYY becomes "2147483648"') && ours === 'invalid',
  },
];

interface Difference {
  readonly head: ModelHead;
  readonly label: string;
  readonly ours: string;
  readonly theirs: string;
}

interface Case {
  readonly label: string;
  readonly bytes: Uint8Array;
}

test('30 mutants of every document type get the verdict of xmllint on the official schemas', {
  timeout: 300_000,
}, async (context) => {
  const table = fixture(context, 'xsd-verdicts.tsv');
  // A build of libxml2 that is not ours, so that verdicts can be compared.
  const missing = await needDebianPackage('libxml2-utils', '/usr/bin/xmllint');
  context.skip(missing !== undefined, missing ?? '');
  const folder = mkdtempSync(join(tmpdir(), 'samband-mutants-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const schemas = readOfficialSchemas(dirname(table), folder);
  const official = [...officialDocuments(context)].filter(
    ({ verdict, bytes }) => verdict === 'VALID' && bytes.length <= ORIGINAL_MAX_BYTES,
  );
  const heads = standards()
    .catalogue.heads()
    .filter(({ documents }) => documents.length > 0);
  const verdicts = { valid: 0, invalid: 0, refused: 0 };
  const differences: Difference[] = [];

  const waiting = [...heads];
  const lane = async () => {
    for (const head of takeAll(waiting)) {
      const cases = casesOf(head, official);
      const theirs = await verdictsOfXmllint(head, cases, schemas, folder);
      cases.forEach(({ label, bytes }, index) => {
        const ours = validate(bytes, { schemaOnly: true }).verdict;
        const expected = REFUSED.has(head.name) ? 'refused' : theirs[index];
        if (ours !== expected) differences.push({ head, label, ours, theirs: theirs[index] as string });
        if (ours in verdicts) verdicts[ours as keyof typeof verdicts]++;
      });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));

  const known = differences.filter((difference) => KNOWN_DIFFERENCES.some(({ matches }) => matches(difference)));
  const unknown = differences.filter((difference) => !known.includes(difference));
  expect(unknown.map(({ label, ours, theirs }) => `${label}: ${ours}, xmllint ${theirs}`)).toEqual([]);
  for (const { why, matches } of KNOWN_DIFFERENCES) expect(known.some(matches), why).toBe(true);
  expect(known.length).toBeLessThan(25);
  expect(heads).toHaveLength(201);
  expect(verdicts.valid + verdicts.invalid + verdicts.refused).toBe(heads.length * (MUTANTS_EACH + ORIGINALS_EACH));
  expect(verdicts.valid, 'mutants that stay valid are as telling as those that do not').toBeGreaterThan(1_000);
  expect(verdicts.invalid).toBeGreaterThan(1_000);
});

/** Empties a list that others take from as well. */
function* takeAll<T>(list: T[]): Generator<T> {
  for (let taken = list.pop(); taken !== undefined; taken = list.pop()) yield taken;
}

/** The originals of a type and their mutants; the same ones every time. */
function casesOf(head: ModelHead, official: readonly OfficialDocument[]): Case[] {
  const random = createRandom(head.name);
  const originals = originalsOf(head, official, random);
  const mutants = Array.from({ length: MUTANTS_EACH }, (_, index): Case => {
    const original = originals[index % originals.length] as Case;
    const { bytes, change } = mutate(original.bytes, random);
    return { label: `${original.label}, mutant ${index}: ${change}`, bytes };
  });
  return [...originals, ...mutants];
}

function originalsOf(head: ModelHead, official: readonly OfficialDocument[], random: Random): Case[] {
  const candidates = official.filter(({ models }) => models.includes(head.name));
  const originals: Case[] = [];
  for (let count = Math.min(candidates.length, OFFICIAL_EACH_MAX); count > 0; count--) {
    const [chosen] = candidates.splice(random.below(candidates.length), 1) as [OfficialDocument];
    originals.push({ label: `${head.name}, ${chosen.file}`, bytes: chosen.bytes });
  }
  while (originals.length < ORIGINALS_EACH) {
    originals.push({ label: `${head.name}, sample ${originals.length}`, bytes: validSample(head, random) });
  }
  return originals;
}

/** Samples of types with keys are not always valid. */
function validSample(head: ModelHead, random: Random): Uint8Array {
  for (let tries = 0; tries < SAMPLE_TRIES_MAX; tries++) {
    const bytes = sampleDocument(standards().catalogue, head.name, random);
    if (REFUSED.has(head.name) || validate(bytes, { schemaOnly: true }).verdict === 'valid') return bytes;
  }
  throw new Error(`no sample of ${head.name} is valid`);
}

/** Where a namespace has two editions, a document is valid that follows either of them. */
async function verdictsOfXmllint(head: ModelHead, cases: readonly Case[], schemas: OfficialSchemas, folder: string) {
  const drivers = schemas.driversFor([head.namespace, ...namespacesOf(cases)]);
  if (drivers === undefined) throw new Error(`there is no official schema of ${head.name}`);
  const files = cases.map(({ bytes }, index) => {
    const file = join(folder, `${head.name}-${index}.xml`);
    writeFileSync(file, bytes);
    return file;
  });
  const editions = await Promise.all(drivers.map((driver) => xmllintVerdicts(driver, files)));
  return cases.map((_, index) => {
    const verdicts = editions.map((edition) => edition[index]);
    return verdicts.includes('valid') ? 'valid' : verdicts[0];
  });
}

function namespacesOf(cases: readonly Case[]): Set<string> {
  const namespaces = new Set<string>();
  for (const { bytes } of cases.slice(0, ORIGINALS_EACH)) {
    const { usedNamespaces, declaredNamespaces } = readOutline(readSourceText(bytes).text);
    for (const namespace of [...usedNamespaces, ...declaredNamespaces]) namespaces.add(namespace);
  }
  return namespaces;
}
