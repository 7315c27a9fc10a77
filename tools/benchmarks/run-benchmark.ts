import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type Figure, isFigures } from './figure.ts';
import type { Benchmark } from './find-benchmarks.ts';

const runner = join(import.meta.dirname, 'run-one.ts');

/** Runs one benchmark in its own process. Rejects when it ended without figures. */
export function runBenchmark({ file }: Benchmark): Promise<Figure[]> {
  return new Promise((resolve, reject) => {
    const child = fork(runner, [file], { stdio: ['ignore', process.stderr, 'inherit', 'ipc'] });
    let figures: unknown;
    child.on('message', (message) => {
      figures = message;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0 && isFigures(figures)) resolve(figures);
      else reject(new Error(`${file} ended with exit code ${code} and ${figures ? 'malformed' : 'no'} figures`));
    });
  });
}
