import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { programs, projectRoot, workspaceFolders } from '../processes/programs.ts';

const architectureConfig = join(import.meta.dirname, '../architecture/vitest.config.ts');

/** One check of the gate: a program of ours, started with this Node. */
export interface Check {
  readonly name: string;
  readonly covers: string;
  readonly args: readonly string[];
}

/** The slow ones first, so that two cores end at about the same time. */
export function projectChecks(): Check[] {
  return [
    {
      name: 'oxlint',
      covers: 'dropped promises, forgotten cases',
      args: [programs.oxlint, '--type-aware', '--deny-warnings', ...sourceFolders()],
    },
    {
      name: 'biome',
      covers: 'format, imports, declared edges',
      args: [programs.biome, 'check', '--error-on-warnings', '.'],
    },
    { name: 'tsc', covers: 'types', args: [programs.tsc, '--project', projectRoot, '--pretty', 'false'] },
    {
      name: 'tsc portal',
      covers: 'types of what runs in a browser',
      args: [programs.tsc, '--project', join(projectRoot, 'apps/portal'), '--pretty', 'false'],
    },
    {
      name: 'architecture',
      covers: 'layers, tables, picture, problem pages',
      args: [programs.vitest, 'run', '--reporter=default', '--root', projectRoot, '--config', architectureConfig],
    },
  ];
}

/** Named one by one: given the root, oxlint would walk the node_modules inside the workspaces too. */
function sourceFolders(): string[] {
  const folders = workspaceFolders().flatMap((workspace) => [
    `${workspace}/src`,
    `${workspace}/bench`,
    `${workspace}/fault`,
  ]);
  return [...folders, 'tools'].filter((folder) => existsSync(join(projectRoot, folder)));
}
