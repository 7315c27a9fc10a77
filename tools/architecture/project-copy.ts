import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { projectRoot, workspaceFolders } from '../processes/programs.ts';
import { runProcess } from '../processes/run-process.ts';

/** A copy of the project outside the tree, to break on purpose. */
export interface ProjectCopy {
  readonly root: string;
  /** Writes a file of the copy, anew or over what is there. */
  write(path: string, text: string): void;
  /** Adds dependencies to a workspace's package.json, as `npm install` would. */
  addDependency(workspace: string, name: string): void;
  /** Runs one of the project's programs in the copy and returns everything it printed. */
  run(program: string, ...args: string[]): Promise<string>;
  remove(): void;
}

const copied = [
  'platform',
  'modules',
  'packages',
  'apps',
  '.gitignore',
  '.oxlintrc.json',
  'biome.json',
  'tsconfig.json',
];

export function copyProject(): ProjectCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'samband-walls-')));
  for (const name of [...copied, 'package.json']) {
    cpSync(join(projectRoot, name), join(root, name), { recursive: true, filter: isSource });
  }
  linkPackages(root);
  return {
    root,
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    addDependency(workspace, name) {
      const file = join(root, workspace, 'package.json');
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> };
      manifest.dependencies[name] = '0.1.0';
      writeFileSync(file, JSON.stringify(manifest, null, 2));
    },
    run: async (program, ...args) => {
      const { exitCode, output } = await runProcess(process.execPath, [program, ...args], { cwd: root });
      return exitCode === 0 ? '' : output;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Messages models and benchmarks are heavy and say nothing about walls. */
function isSource(path: string): boolean {
  return !['node_modules', 'models', 'bench', '.samband'].includes(basename(path));
}

/**
 * Packages from outside are links to the installed ones; our own must lead into the copy, or a change in one of its
 * packages would not be seen by the others.
 */
function linkPackages(root: string): void {
  linkEntries(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'node_modules/@samband'));
  for (const workspace of workspaceFolders()) {
    symlinkSync(join(root, workspace), join(root, 'node_modules/@samband', basename(workspace)));
    linkEntries(join(projectRoot, workspace, 'node_modules'), join(root, workspace, 'node_modules'));
  }
}

function linkEntries(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true });
  const names = readdirSync(from).filter((name) => name !== '@samband' && !name.startsWith('.'));
  for (const name of names) symlinkSync(join(from, name), join(to, name));
}
