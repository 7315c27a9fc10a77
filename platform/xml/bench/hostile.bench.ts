import { cpuMs, type Figure } from '@samband/measuring';
import { hostileDocuments } from '../src/hostile-documents.ts';
import { parserMemoryBytes, withDocument, XmlNotWellFormed, XmlRefused } from '../src/index.ts';

const ROUNDS = 5;

/**
 * What each document of the hostile-input suite costs to refuse: the median of five, with the first of them in the note,
 * before anything was compiled. Takes half a minute, most of it to make the documents.
 */
export async function run(): Promise<Figure[]> {
  const memoryBefore = parserMemoryBytes();
  const figures: Figure[] = hostileDocuments.map(({ name, make }) => measure(name, make()));
  const grownKilobytes = Math.round((parserMemoryBytes() - memoryBefore) / 1024);
  return [...figures, { name: 'memory that libxml2 took for all of them', value: grownKilobytes, unit: 'kB' }];
}

function measure(name: string, bytes: Buffer): Figure {
  let outcome = '';
  const times = Array.from({ length: ROUNDS }, () => cpuMs(() => (outcome = outcomeOf(bytes))));
  const first = times[0] ?? 0;
  const median = times.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  const sizeKilobytes = Math.ceil(bytes.length / 1024);
  return {
    name,
    value: median,
    unit: 'CPU-ms',
    limit: '≤ 50',
    note: `${sizeKilobytes} kB, ${outcome}, first ${first.toFixed(1)}`,
  };
}

function outcomeOf(bytes: Buffer): string {
  try {
    return withDocument(bytes, () => 'harmless');
  } catch (refusal) {
    if (refusal instanceof XmlRefused) return refusal.reason;
    if (refusal instanceof XmlNotWellFormed) return 'not well-formed';
    throw refusal;
  }
}
