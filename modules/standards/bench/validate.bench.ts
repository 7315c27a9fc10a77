import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSchema, sniff, withDocument, type XmlSchema } from '@samband/xml';
import { createCatalogue } from '../src/catalogue.ts';
import { readHeader, validate, writeReceipt } from '../src/index.ts';
import { schemaFileName, writeJoiningSchema, writeSchema } from '../src/xsd/write-schema.ts';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit?: number;
}

const MESSAGE_BYTES = 8_500;
const WARM_UP_ROUNDS = 2_000;
const ROUNDS = 4_000;
const SERIES = 5;

/**
 * CPU time of each step for one message of 8.5 kB, next to what libxml2 alone needs to parse and validate the same
 * bytes. The best of five series: the others measure what else the machine was doing.
 */
export async function run(): Promise<Figure[]> {
  const message = growMessage(
    readFileSync(join(import.meta.dirname, '../../../examples/discharge-letter.xml'), 'utf8'),
  );
  const schema = bareSchema('epikrise-1.2');
  const figures = [
    measure('sniff', () => sniff(message)),
    measure('parse', () => withDocument(message, () => 0)),
    measure('parse and schema, libxml2 alone', () =>
      withDocument(message, (document) => schema.validate(document).length),
    ),
    measure('validate, schema only', () => validate(message, { schemaOnly: true })),
    { ...measure('validate, whole', () => validate(message)), limit: 0.35 },
    measure('header', () => readHeader(message)),
    measure('receipt', () =>
      writeReceipt({
        original: message,
        id: '019c0000-0000-7000-8000-000000000001',
        generatedAt: new Date('2026-11-24T12:00:00Z'),
        status: 'ok',
      }),
    ),
  ];
  schema.dispose();
  return figures;
}

/** The example with its findings repeated until it has the size of an ordinary message. */
function growMessage(example: string): Uint8Array {
  const item = /\n {6}<InfItem>.*?<\/InfItem>/s.exec(example)?.[0] ?? '';
  let grown = example;
  while (Buffer.byteLength(grown) + Buffer.byteLength(item) <= MESSAGE_BYTES) grown = grown.replace(item, item + item);
  return Buffer.from(grown);
}

function bareSchema(modelName: string): XmlSchema {
  const catalogue = createCatalogue();
  const names = catalogue.closure([modelName]);
  const namespaceOf = (name: string) => catalogue.head(name).namespace;
  const files: Record<string, string> = { 'root.xsd': writeJoiningSchema(names, namespaceOf) };
  for (const name of names) files[schemaFileName(name)] = writeSchema(catalogue.model(name), namespaceOf);
  return compileSchema({ root: 'root.xsd', files });
}

function measure(name: string, work: () => unknown): Figure {
  for (let round = 0; round < WARM_UP_ROUNDS; round++) work();
  let best = Number.POSITIVE_INFINITY;
  for (let series = 0; series < SERIES; series++) best = Math.min(best, cpuMsEach(work));
  return { name: `standards: ${name}, 8.5 kB`, value: Number(best.toFixed(4)), unit: 'ms CPU' };
}

function cpuMsEach(work: () => unknown): number {
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / ROUNDS;
}
