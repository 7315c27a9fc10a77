// Each wall of the house is broken on purpose, in a copy outside the tree. Beside every breach stands the lawful way,
// in a file of its own that must raise nothing: a wall that refuses everything proves nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programs } from '../processes/programs.ts';
import { foreignSchemaUses } from './foreign-schemas.ts';
import { dependencyCycles, upwardEdges } from './layers.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';
import { readWorkspaces } from './workspaces.ts';

const breaches = {
  'modules/exchange/src/wall-deep.ts': `
    import { findParty } from '@samband/address-register/src/communication-party-store.ts';
    export const breach = findParty;`,
  'modules/exchange/src/wall-table.ts': `
    import type { Db } from '@samband/db';
    type Tables = { 'exchange.message': { message_id: string } };
    export function breach(anyDb: Db): unknown {
      return anyDb.withTables<Tables>().selectFrom('address_register.communication_party');
    }`,
  'modules/standards/src/wall-undeclared.ts': `
    import type { Db } from '@samband/db';
    export type Breach = Db;`,
  'modules/exchange/src/wall-relative.ts': `
    import { parseHerId } from '../../address-register/src/index.ts';
    export const breach = parseHerId;`,
  'modules/exchange/bench/wall-relative.bench.ts': `
    import { parseHerId } from '../../address-register/src/index.ts';
    export const breach = parseHerId;`,
  'modules/exchange/src/wall-loop-one.ts': `
    import { two } from './wall-loop-two.ts';
    export const one = (): unknown => two;`,
  'modules/exchange/src/wall-loop-two.ts': `
    import { one } from './wall-loop-one.ts';
    export const two = (): unknown => one;`,
  'modules/exchange/src/wall-environment.ts': `
    export const breach = process.env['SAMBAND_DEMO'];`,
  'modules/exchange/src/wall-promise.ts': `
    import { openDatabase } from '@samband/db';
    export function breach(): void {
      openDatabase({ url: '' });
    }`,
  'modules/exchange/src/wall-case.ts': `
    export function breach(leg: 'transport' | 'business'): string {
      switch (leg) {
        case 'transport':
          return 'acknowledgment';
      }
      return '';
    }`,
  'modules/exchange/src/wall-sql.ts': `
    export const breach = 'select name from address_register.communication_party';`,
  'modules/exchange/migrations/0999_wall.sql': `
    create view exchange.breach as select * from address_register.communication_party;`,
};

const lawful = {
  'modules/exchange/bench/lawful.bench.ts': `
    import { lawful } from '../src/lawful.ts';
    export const measured = lawful;`,
  'modules/exchange/src/lawful.ts': `
    import { type Database, type Db, openDatabase } from '@samband/db';
    type Tables = { 'exchange.message': { message_id: string } };
    export async function lawful(anyDb: Db): Promise<Database> {
      anyDb.withTables<Tables>().selectFrom('exchange.message').select('message_id');
      const database = await openDatabase({ url: 'select message_id from exchange.message' });
      return database;
    }`,
};

let copy: ProjectCopy;

beforeAll(() => {
  copy = copyProject();
  for (const [path, text] of Object.entries({ ...breaches, ...lawful })) copy.write(path, text);
});

afterAll(() => copy.remove());

describe('types', () => {
  let errors: string;

  beforeAll(async () => {
    const files = ['wall-deep', 'wall-table', 'lawful'].map((name) => `modules/exchange/src/${name}.ts`);
    copy.write('tsconfig.walls.json', JSON.stringify({ extends: './tsconfig.json', include: [], files }));
    errors = await copy.run(programs.tsc, '--project', 'tsconfig.walls.json', '--pretty', 'false');
  });

  test('a file inside another package cannot be imported', () => {
    expect(linesAbout(errors, 'wall-deep.ts')).toEqual([expect.stringContaining('error TS2307')]);
  });

  test("a neighbour's table cannot be queried", () => {
    expect(linesAbout(errors, 'wall-table.ts')).toEqual([expect.stringContaining('error TS2345')]);
  });

  test('the lawful way compiles', () => {
    expect(linesAbout(errors, 'lawful.ts')).toEqual([]);
  });
});

describe('Biome', () => {
  let report: string;

  beforeAll(async () => {
    const files = Object.keys({ ...breaches, ...lawful }).filter((path) => path.endsWith('.ts'));
    report = await copy.run(programs.biome, 'lint', '--colors=off', '--max-diagnostics=none', ...files);
  });

  test.each([
    ['a package that package.json does not name', 'wall-undeclared.ts', 'noUndeclaredDependencies'],
    ['a relative path into a neighbour', 'wall-relative.ts', 'noRestrictedImports'],
    ['the same from a benchmark', 'wall-relative.bench.ts', 'noRestrictedImports'],
    ['a loop of imports inside a module', 'wall-loop-one.ts', 'noImportCycles'],
    ['the environment, outside of config', 'wall-environment.ts', 'noProcessEnv'],
  ])('refuses %s', (_, file, rule) => {
    expect(linesAbout(report, file)).toContainEqual(expect.stringContaining(rule));
  });

  test('lets the lawful way stand', () => {
    expect(linesAbout(report, 'lawful.')).toEqual([]);
  });
});

test('oxlint finds a dropped promise of another package, and a forgotten case', { timeout: 60_000 }, async () => {
  const report = await copy.run(programs.oxlint, '--type-aware', '--format=unix', 'modules/exchange/src');

  expect(linesAbout(report, 'wall-promise.ts')).toContainEqual(expect.stringContaining('no-floating-promises'));
  expect(linesAbout(report, 'wall-case.ts')).toContainEqual(expect.stringContaining('switch-exhaustiveness-check'));
  expect(linesAbout(report, 'lawful.ts')).toEqual([]);
});

test("raw SQL that names a neighbour's schema is found, in code and in migrations", () => {
  expect(foreignSchemaUses(copy.root)).toEqual([
    expect.stringMatching(/^modules\/exchange\/migrations\/0999_wall\.sql:2 names address_register\./),
    expect.stringMatching(/^modules\/exchange\/src\/wall-sql\.ts:2 names address_register\./),
    // The breach of the types, seen a second time: the name stands in a literal.
    expect.stringMatching(/^modules\/exchange\/src\/wall-table\.ts:5 names address_register\./),
  ]);
});

test('a platform package that depends on a module is found', () => {
  copy.addDependency('platform/log', '@samband/exchange');

  expect(upwardEdges(readWorkspaces(copy.root))).toEqual([
    'platform/log depends on modules/exchange: platform may not stand on modules',
  ]);
});

test('modules that depend on each other are found', () => {
  copy.addDependency('modules/standards', '@samband/edi-api');

  expect(dependencyCycles(readWorkspaces(copy.root))).toContainEqual(
    expect.stringMatching(/standards → @samband\/edi-api|edi-api → .*standards/),
  );
});

function linesAbout(report: string, file: string): string[] {
  return report.split('\n').filter((line) => line.includes(file));
}
