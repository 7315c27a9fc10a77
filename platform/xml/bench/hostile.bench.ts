/**
 * What each document of the hostile-input suite costs: CPU-milliseconds (best and worst of five, the first one being the
 * worst as a rule: nothing is compiled yet) and how much libxml2's memory grew. Run: node platform/xml/bench/hostile.bench.ts
 */
import { hostileDocuments } from '../src/hostile-documents.ts';
import { defaultXmlLimits, parserMemoryBytes, withDocument, XmlNotWellFormed, XmlRefused } from '../src/index.ts';

const ROUNDS = 5;

function outcomeOf(bytes: Buffer): string {
  try {
    return withDocument(bytes, () => 'harmless');
  } catch (refusal) {
    if (refusal instanceof XmlRefused) return refusal.reason;
    if (refusal instanceof XmlNotWellFormed) return 'not-well-formed';
    throw refusal;
  }
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

console.log(`size limit ${defaultXmlLimits.sizeMaxBytes} bytes, libxml2 has ${parserMemoryBytes()} bytes at the start`);
console.log('| document | size kB | outcome | CPU-ms best | worst | parser memory + kB |');
console.log('|---|---|---|---|---|---|');
for (const { name, make } of hostileDocuments) {
  const bytes = make();
  const memoryBefore = parserMemoryBytes();
  let outcome = '';
  const times = Array.from({ length: ROUNDS }, () => cpuMs(() => (outcome = outcomeOf(bytes)))).sort((a, b) => a - b);
  const grown = Math.round((parserMemoryBytes() - memoryBefore) / 1024);
  const [best = 0] = times;
  const worst = times.at(-1) ?? 0;
  console.log(
    `| ${name} | ${Math.ceil(bytes.length / 1024)} | ${outcome} | ${best.toFixed(1)} | ${worst.toFixed(1)} | ${grown} |`,
  );
}
console.log(`resident memory of the process: ${Math.round(process.memoryUsage().rss / 1024 / 1024)} MB`);
