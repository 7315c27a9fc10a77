import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project folder. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/**
 * The tools' own JavaScript entries, started with the Node that runs us: the same on every system, where the links in
 * node_modules/.bin are shell scripts on some.
 */
export const programs = {
  biome: entry('@biomejs/biome/bin/biome'),
  oxlint: entry('oxlint/bin/oxlint'),
  tsc: entry('typescript/bin/tsc'),
  vitest: entry('vitest/vitest.mjs'),
} as const;

function entry(path: string): string {
  return join(projectRoot, 'node_modules', path);
}

/** Folders of the workspaces, such as `modules/exchange`, relative to the root. */
export function workspaceFolders(root: string = projectRoot): string[] {
  return ['platform', 'modules', 'packages', 'apps'].flatMap((layer) =>
    readdirSync(join(root, layer), { withFileTypes: true })
      .filter((found) => found.isDirectory())
      .map((found) => `${layer}/${found.name}`)
      .sort(),
  );
}
