import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Load, LoadResult } from './load.ts';

const program = join(import.meta.dirname, 'load-process.ts');

/** Runs a load in a process of its own. Rejects when that ends without a result. */
export function runLoad(load: Load): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    let result: LoadResult | undefined;
    child.on('message', (message) => {
      result = message as LoadResult;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0 && result) resolve(result);
      else reject(new Error(`the load process ended with exit code ${code} and ${result ? 'a' : 'no'} result`));
    });
    child.send(load);
  });
}
