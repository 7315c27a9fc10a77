import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceFolders } from '../processes/programs.ts';

export type Layer = 'platform' | 'packages' | 'modules' | 'apps';

/** One npm workspace, as its package.json and its folder say it is. */
export interface Workspace {
  readonly name: string;
  readonly folder: string;
  readonly layer: Layer;
  readonly exports: unknown;
  /** Names of other workspaces only; packages from outside are not architecture. */
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const scope = '@samband/';

/** Every workspace of the project in `root`, layer by layer. */
export function readWorkspaces(root: string): Workspace[] {
  return workspaceFolders(root)
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => readWorkspace(root, folder));
}

function readWorkspace(root: string, folder: string): Workspace {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
  return {
    name: manifest.name,
    folder,
    layer: folder.split('/')[0] as Layer,
    exports: manifest.exports,
    dependencies: ownNames(manifest.dependencies),
    devDependencies: ownNames(manifest.devDependencies),
  };
}

function ownNames(dependencies: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(dependencies).filter((name) => name.startsWith(scope));
}

/** `@samband/exchange` → `exchange`. */
export function shortName(name: string): string {
  return name.slice(scope.length);
}
