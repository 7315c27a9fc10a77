import { expect, test } from 'vitest';
import { dependencyCycles, extraDoors, upwardEdges } from './layers.ts';
import { drawPicture, withPicture } from './picture.ts';
import type { Layer, Workspace } from './workspaces.ts';

const house = [
  workspace('platform', 'db'),
  workspace('modules', 'register', ['db']),
  workspace('modules', 'exchange', ['db', 'register']),
  workspace('packages', 'sdk'),
  workspace('apps', 'server', ['exchange', 'sdk']),
];

test('a house in order has no faults', () => {
  expect([...upwardEdges(house), ...dependencyCycles(house), ...extraDoors(house)]).toEqual([]);
});

test.each<[string, Workspace]>([
  ['platform may not stand on modules', workspace('platform', 'log', ['register'])],
  ['packages may not stand on modules', workspace('packages', 'kit', ['register'])],
  ['modules may not stand on apps', workspace('modules', 'audit', ['server'])],
  ['modules may not stand on packages', workspace('modules', 'audit', ['sdk'])],
  ['apps may not stand on apps', workspace('apps', 'cli', ['server'])],
  ['platform may not stand on modules', { ...workspace('platform', 'log'), devDependencies: ['@samband/register'] }],
  ['which is no workspace', workspace('apps', 'cli', ['elsewhere'])],
])('refuses an upward edge: %s', (reason, added) => {
  expect(upwardEdges([...house, added])).toEqual([expect.stringContaining(reason)]);
});

test('names the whole way round of a cycle, once', () => {
  const looped = [workspace('modules', 'a', ['b']), workspace('modules', 'b', ['c']), workspace('modules', 'c', ['b'])];

  expect(dependencyCycles(looped)).toEqual(['@samband/b → @samband/c → @samband/b']);
});

test('test helpers may stand on what they help to test', () => {
  const helped: Workspace = { ...workspace('platform', 'db'), devDependencies: ['@samband/testing'] };

  expect(dependencyCycles([helped, workspace('platform', 'testing', ['db'])])).toEqual([]);
});

test('refuses a second door', () => {
  const open = { ...workspace('modules', 'register'), exports: { '.': './src/index.ts', './store': './src/store.ts' } };

  expect(extraDoors([open])).toHaveLength(1);
});

test('the picture leaves out arrows that a longer way shows', () => {
  const picture = drawPicture(house);

  expect(picture).toContain('exchange --> register');
  expect(picture).toContain('register --> db');
  expect(picture).not.toContain('exchange --> db');
});

test('a document without the marks of the picture is refused', () => {
  expect(() => withPicture('# Architecture', 'picture')).toThrow('lost its mark');
});

function workspace(layer: Layer, name: string, dependencies: readonly string[] = []): Workspace {
  return {
    name: `@samband/${name}`,
    folder: `${layer}/${name}`,
    layer,
    exports: { '.': './src/index.ts' },
    dependencies: dependencies.map((dependency) => `@samband/${dependency}`),
    devDependencies: [],
  };
}
