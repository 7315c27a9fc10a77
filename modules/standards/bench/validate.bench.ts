import { compileSchema, sniff, withDocument, type XmlSchema } from '@samband/xml';
import type { ModelHead } from '../src/catalogue.ts';
import { findDocumentModel } from '../src/document/document-type.ts';
import { inspectDocument } from '../src/document/inspect-document.ts';
import { readSourceText } from '../src/document/source-text.ts';
import { readHeaderOf } from '../src/header/read-header.ts';
import { validate, writeReceipt } from '../src/index.ts';
import { readOutline } from '../src/outline/read-outline.ts';
import { runRules } from '../src/rules/run-rules.ts';
import { standards } from '../src/standards.ts';
import { schemaFileName, writeJoiningSchema, writeSchema } from '../src/xsd/write-schema.ts';
import { cpuMsEach } from './cpu-time.ts';
import { type BenchDocument, benchDocuments } from './documents.ts';
import type { Figure } from './figure.ts';
import { renderings } from './renderings.ts';

/** What an ordinary message may take, whole. */
const ORDINARY_MESSAGE = '8.5 kB';
const ORDINARY_MAX_MS = 0.35;
/** Validation may take this many times what libxml2 takes to parse and validate the same bytes. */
const RATIO_MAX = 2;

const RECEIPT = {
  id: '019c0000-0000-7000-8000-000000000001',
  generatedAt: new Date('2026-11-24T12:00:00Z'),
  status: 'ok',
} as const;

/** CPU time of each step for messages of several sizes, next to what libxml2 alone needs for the same bytes. */
export async function run(): Promise<Figure[]> {
  return benchDocuments().flatMap(measureDocument);
}

const { catalogue, registry } = standards();

function measureDocument({ name, bytes, models }: BenchDocument): Figure[] {
  const { verdict, findings } = validate(bytes);
  if (verdict !== 'valid') throw new Error(`the document of ${name} is not valid: ${findings[0]?.message}`);
  const schema = bareSchema(models);
  const measure = (step: string, work: () => unknown): Figure => figure(name, step, cpuMsEach(work));
  const { outline, rootModel } = inspectDocument(bytes, catalogue, registry);
  const document = findDocumentModel(outline.root, rootModel as ModelHead, catalogue);
  const steps = [
    measure('sniff', () => sniff(bytes)),
    measure('parse', () => withDocument(bytes, () => 0)),
    withDocument(bytes, (parsed) => measure('schema', () => schema.validate(parsed).length)),
    measure('outline', () => readOutline(readSourceText(bytes).text)),
    measure('header', () => readHeaderOf(outline.root)),
    // With an outline of its own: what rules find out about large parts is kept with it.
    measure('outline, header and rules', () => {
      const own = readOutline(readSourceText(bytes).text);
      return runRules({ outline: own, document, header: readHeaderOf(own.root), now: new Date() });
    }),
    measure('validate, schema only', () => validate(bytes, { schemaOnly: true })),
  ];
  const alone = measure('parse and schema, libxml2 alone', () =>
    withDocument(bytes, (document) => schema.validate(document).length),
  );
  const whole = measure('validate, whole', () => validate(bytes));
  const figures = [
    ...steps,
    alone,
    { ...whole, limit: limitOf(name, alone.value) },
    { name: `${name}: whole ÷ libxml2 alone`, value: rounded(whole.value / alone.value), unit: '×', limit: RATIO_MAX },
    measure('receipt', () => writeReceipt({ original: bytes, ...RECEIPT })),
    ...renderings().map(([language, render]) => measure(`render, ${language}`, () => render(bytes))),
  ];
  schema.dispose();
  return figures;
}

function limitOf(name: string, aloneMs: number): number {
  const limit = RATIO_MAX * aloneMs;
  return rounded(name === ORDINARY_MESSAGE ? Math.min(limit, ORDINARY_MAX_MS) : limit);
}

/** What libxml2 is given of the document's models, and nothing of ours around it. */
function bareSchema(models: readonly string[]): XmlSchema {
  const names = catalogue.closure(models);
  const namespaceOf = (name: string) => catalogue.head(name).namespace;
  const files: Record<string, string> = { 'root.xsd': writeJoiningSchema(names, namespaceOf) };
  for (const name of names) files[schemaFileName(name)] = writeSchema(catalogue.model(name), namespaceOf);
  return compileSchema({ root: 'root.xsd', files });
}

function figure(document: string, step: string, value: number): Figure {
  return { name: `${document}: ${step}`, value: rounded(value), unit: 'ms CPU' };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
