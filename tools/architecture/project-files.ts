import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

/** Folders that hold no work of ours: installed, generated at run time, or git's own. */
const skippedFolders = new Set(['node_modules', '.git', '.samband', '.scratch', 'coverage', 'dist', 'generated']);

/** Every file of the project, relative to `root`, with forward slashes. Walks, so that it works without git as well. */
export function projectFiles(root: string, folder: string = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((found) => {
    const path = join(folder, found.name);
    if (found.isDirectory()) return isSkipped(path) ? [] : projectFiles(root, path);
    return found.isFile() && !isLeftover(found.name) ? [relative(root, path).replaceAll('\\', '/')] : [];
  });
}

/** The compiler of texts keeps its cache, with paths of this machine, beside its settings. */
function isSkipped(folder: string): boolean {
  return skippedFolders.has(basename(folder)) || folder.endsWith(join('project.inlang', 'cache'));
}

/** What .gitignore names besides folders. */
function isLeftover(name: string): boolean {
  return name.endsWith('.log') || name === '.install.lock' || name === '.samband-lock-sha256';
}

/** TypeScript that runs in the product: no tests and what only they use, no benchmarks. */
export function isProductSource(path: string): boolean {
  return (
    /^(apps|modules|packages|platform)\/[^/]+\/(src|bin)\/.+\.(ts|mjs)$/.test(path) &&
    !/(\.test|-for-tests)\.ts$/.test(path)
  );
}
