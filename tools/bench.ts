// `npm run bench -- <module or benchmark> [--json]`: measures, prints, judges nothing. Without a name it runs all.
// Exit codes: 0 done, 1 a benchmark broke, 2 no such benchmark.
import { parseArgs } from 'node:util';
import { figureTable, machineFacts } from './benchmarks/figure-table.ts';
import { type Benchmark, findBenchmarks, selectBenchmarks } from './benchmarks/find-benchmarks.ts';
import { runBenchmark } from './benchmarks/run-benchmark.ts';

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const known = findBenchmarks();
const selected = selectBenchmarks(known, names);

if (selected.length === 0) {
  const list = known.map(({ owner, name }) => `${owner} (${name})`).join(', ') || 'none yet';
  console.error(`No benchmark is called ${names.join(' or ')}. There are: ${list}.`);
  process.exitCode = 2;
} else {
  if (!options.json) console.log(machineFacts());
  for (const benchmark of selected) await measure(benchmark);
}

async function measure(benchmark: Benchmark): Promise<void> {
  try {
    const figures = await runBenchmark(benchmark);
    if (options.json) {
      for (const { name, value, unit, limit } of figures) console.log(JSON.stringify({ name, value, unit, limit }));
    } else {
      console.log(`\n${benchmark.owner}: ${benchmark.name}\n${figureTable(figures)}`);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
