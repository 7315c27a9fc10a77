import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot, workspaceFolders } from '../processes/programs.ts';

/** A benchmark: `modules/exchange/bench/accept.bench.ts` belongs to `exchange` and is called `accept`. */
export interface Benchmark {
  readonly owner: string;
  readonly name: string;
  readonly file: string;
}

export function findBenchmarks(root: string = projectRoot): Benchmark[] {
  return workspaceFolders(root).flatMap((workspace) => {
    const folder = join(root, workspace, 'bench');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => file.endsWith('.bench.ts'))
      .sort()
      .map((file) => ({
        owner: basename(workspace),
        name: file.slice(0, -'.bench.ts'.length),
        file: join(folder, file),
      }));
  });
}

/** Those whose owner or own name was asked for; all when nothing was. */
export function selectBenchmarks(benchmarks: readonly Benchmark[], names: readonly string[]): readonly Benchmark[] {
  if (names.length === 0) return benchmarks;
  return benchmarks.filter(({ owner, name }) => names.includes(owner) || names.includes(name));
}
