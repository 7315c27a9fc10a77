import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../../shared/fixtures');

/**
 * Path of one reference fixture; skips the test, saying why, where the folder is absent, so that a fresh clone passes.
 * Where the folder is there, a fixture that is missing from it is an error and not a skip.
 */
export function fixture(context: { skip(condition: boolean, note: string): void }, path: string): string {
  context.skip(!existsSync(root), `no reference fixtures at ${root}`);
  const file = join(root, path);
  if (!existsSync(file)) throw new Error(`there is no reference fixture ${path}`);
  return file;
}
