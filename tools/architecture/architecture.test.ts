import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../processes/programs.ts';
import { foreignSchemaUses } from './foreign-schemas.ts';
import { dependencyCycles, extraDoors, upwardEdges } from './layers.ts';
import { drawPicture, withPicture } from './picture.ts';
import { problemPageFaults } from './problem-pages.ts';
import { readWorkspaces } from './workspaces.ts';

const workspaces = readWorkspaces(projectRoot);

test('no package depends on a layer above it', () => {
  expect(upwardEdges(workspaces)).toEqual([]);
});

test('no package depends on itself, by any way round', () => {
  expect(dependencyCycles(workspaces)).toEqual([]);
});

test('every package has one door, its index.ts', () => {
  expect(extraDoors(workspaces)).toEqual([]);
});

test('every package says what it is for in a README.md', () => {
  const silent = workspaces.filter(({ folder }) => !existsSync(join(projectRoot, folder, 'README.md')));

  expect(silent.map(({ folder }) => folder)).toEqual([]);
});

test("no module's SQL names the tables of another", () => {
  expect(foreignSchemaUses(projectRoot)).toEqual([]);
});

test('the picture in docs/architecture.md is of today (node tools/architecture/draw.ts --write)', () => {
  const text = readFileSync(join(projectRoot, 'docs/architecture.md'), 'utf8');

  expect(text).toBe(withPicture(text, drawPicture(workspaces)));
});

test('every problem code has its page in docs/problems, and every page its code', () => {
  expect(problemPageFaults(projectRoot)).toEqual([]);
});
