import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LEVELS_MAX = 64;

/** The nearest `.samband` upward: the running server and the clients' keys are described there. */
export function findSambandFolder(from: string): string | undefined {
  let folder = from;
  for (let level = 0; level < LEVELS_MAX; level++) {
    const candidate = join(folder, '.samband');
    if (existsSync(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
  return undefined;
}
