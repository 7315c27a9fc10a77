import type { Layer, Workspace } from './workspaces.ts';

/** What a layer may stand on. The SDK is for outsiders: it knows the network by its API, never by its modules. */
const mayDependOn: Readonly<Record<Layer, readonly Layer[]>> = {
  platform: ['platform'],
  packages: ['packages', 'platform'],
  modules: ['modules', 'platform'],
  apps: ['modules', 'packages', 'platform'],
};

/** One sentence for each dependency, in tests too, that points upward. */
export function upwardEdges(workspaces: readonly Workspace[]): string[] {
  const byName = new Map(workspaces.map((workspace) => [workspace.name, workspace]));
  return workspaces.flatMap((workspace) =>
    [...workspace.dependencies, ...workspace.devDependencies].flatMap((name) => {
      const target = byName.get(name);
      if (!target) return [`${workspace.folder} depends on ${name}, which is no workspace`];
      if (mayDependOn[workspace.layer].includes(target.layer)) return [];
      return [`${workspace.folder} depends on ${target.folder}: ${workspace.layer} may not stand on ${target.layer}`];
    }),
  );
}

/**
 * Each loop among the dependencies once, as `a → b → a`. Development dependencies may loop: the test helpers stand on
 * what they help to test.
 */
export function dependencyCycles(workspaces: readonly Workspace[]): string[] {
  const edges = new Map(workspaces.map(({ name, dependencies }) => [name, dependencies]));
  const done = new Set<string>();
  const cycles: string[] = [];

  const visit = (name: string, path: readonly string[]): void => {
    const start = path.indexOf(name);
    if (start >= 0) cycles.push([...path.slice(start), name].join(' → '));
    if (start >= 0 || done.has(name)) return;
    for (const next of edges.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const { name } of workspaces) visit(name, []);
  return cycles;
}

/** Workspaces that open more than one door. */
export function extraDoors(workspaces: readonly Workspace[]): string[] {
  const theOnlyDoor = JSON.stringify({ '.': './src/index.ts' });
  return workspaces
    .filter(({ exports }) => JSON.stringify(exports) !== theOnlyDoor)
    .map(({ folder }) => `${folder}/package.json must export "." as ./src/index.ts and nothing else`);
}
