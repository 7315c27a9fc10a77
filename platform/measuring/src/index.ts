/** What benchmarks share: the machine's own limits, processor time, work in parallel. */
export { bestCpuMs, cpuMs } from './cpu-time.ts';
export type { Figure } from './figure.ts';
export { inParallel, type Measured } from './in-parallel.ts';
export { fsyncsPerSecond, rawInsertsPerSecond } from './machine-limits.ts';
export { familyProcessorTimeMs, processorTimeMs } from './processor-time.ts';
export { signaturesPerSecond } from './signatures.ts';
