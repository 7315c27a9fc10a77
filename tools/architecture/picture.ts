import { type Layer, shortName, type Workspace } from './workspaces.ts';

const titles: Readonly<Record<Layer, string>> = {
  apps: 'apps: what runs',
  packages: 'packages: what vendors install',
  modules: 'modules: one domain each',
  platform: 'platform: knows no health words',
};

const beginMark = '<!-- picture: begin, written by `node tools/architecture/draw.ts --write` -->';
const endMark = '<!-- picture: end -->';

/**
 * The Mermaid picture of the workspaces. Arrows are the dependencies of package.json, less those that a longer way
 * already shows (a picture of all sixty says nothing), and development dependencies.
 */
export function drawPicture(workspaces: readonly Workspace[]): string {
  const layers = (['apps', 'packages', 'modules', 'platform'] as const).filter((layer) =>
    workspaces.some((workspace) => workspace.layer === layer),
  );
  const boxes = layers.flatMap((layer) => [
    `  subgraph ${layer}["${titles[layer]}"]`,
    ...workspaces.filter((workspace) => workspace.layer === layer).map(({ name }) => `    ${nodeOf(name)}`),
    '  end',
  ]);
  const arrows = workspaces.flatMap(({ name, dependencies }) =>
    directOnly(name, dependencies, workspaces).map((target) => `  ${shortName(name)} --> ${shortName(target)}`),
  );
  return ['```mermaid', 'flowchart TD', ...boxes, ...arrows, '```'].join('\n');
}

/** `text` with the picture between its marks replaced. Throws when it has no marks. */
export function withPicture(text: string, picture: string): string {
  const [before, rest] = split(text, beginMark);
  const [, after] = split(rest, endMark);
  return `${before}${beginMark}\n${picture}\n${endMark}${after}`;
}

function nodeOf(name: string): string {
  return `${shortName(name)}["${shortName(name)}"]`;
}

/** Dependencies that no other dependency leads to. */
function directOnly(name: string, dependencies: readonly string[], workspaces: readonly Workspace[]): string[] {
  const edges = new Map(workspaces.map((workspace) => [workspace.name, workspace.dependencies]));
  const reachable = new Set<string>();
  const follow = (from: string): void => {
    for (const next of edges.get(from) ?? []) {
      if (reachable.has(next)) continue;
      reachable.add(next);
      follow(next);
    }
  };
  for (const dependency of dependencies) follow(dependency);
  return dependencies.filter((dependency) => dependency !== name && !reachable.has(dependency)).toSorted();
}

function split(text: string, mark: string): [string, string] {
  const index = text.indexOf(mark);
  if (index < 0) throw new Error(`docs/architecture.md has lost its mark: ${mark}`);
  return [text.slice(0, index), text.slice(index + mark.length)];
}
