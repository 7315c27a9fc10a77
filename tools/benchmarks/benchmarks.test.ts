import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { figureTable, machineFacts } from './figure-table.ts';
import { findBenchmarks, selectBenchmarks } from './find-benchmarks.ts';
import { runBenchmark } from './run-benchmark.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'samband-bench-'));
  for (const layer of ['platform', 'modules', 'packages', 'apps']) mkdirSync(join(root, layer));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('finds benchmarks by their place and selects them by module or by name', () => {
  addBenchmark('modules/exchange', 'accept', '');
  addBenchmark('modules/exchange', 'fetch', '');
  addBenchmark('platform/xml', 'parse', '');

  const found = findBenchmarks(root);

  expect(found.map(({ owner, name }) => `${owner}/${name}`)).toEqual([
    'xml/parse',
    'exchange/accept',
    'exchange/fetch',
  ]);
  expect(selectBenchmarks(found, ['exchange'])).toHaveLength(2);
  expect(selectBenchmarks(found, ['parse'])).toHaveLength(1);
  expect(selectBenchmarks(found, [])).toHaveLength(3);
  expect(selectBenchmarks(found, ['nothing'])).toHaveLength(0);
});

test('runs a benchmark in a process of its own', async () => {
  addBenchmark(
    'modules/exchange',
    'accept',
    `export async function run() { return [{ name: 'process', value: process.pid, unit: 'pid' }]; }`,
  );

  const [figure] = await runBenchmark(only());

  expect(figure).toMatchObject({ name: 'process', unit: 'pid' });
  expect(figure?.value).not.toBe(process.pid);
});

test.each([
  ['throws', `export async function run() { throw new Error('broken'); }`, 'exit code 1 and no figures'],
  ['has no run()', `export const other = 1;`, 'exit code 1 and no figures'],
  ['returns no figures', `export async function run() { return [{ name: 'half' }]; }`, 'malformed figures'],
])('says so when a benchmark %s', async (_, source, reason) => {
  addBenchmark('modules/exchange', 'accept', source);

  await expect(runBenchmark(only())).rejects.toThrow(reason);
});

test('prints figures in columns, with the machine they were taken on', () => {
  const table = figureTable([
    { name: 'accepts', value: 2153.4, unit: '/s', limit: '≥ 2000' },
    { name: 'CPU', value: 0.7312, unit: 'ms', note: 'server and database' },
  ]);

  expect(table.split('\n')).toEqual([
    'figure   value  unit   limit  note',
    'accepts  2,153  /s    ≥ 2000',
    'CPU      0.731  ms            server and database',
  ]);
  expect(machineFacts()).toMatch(/\d+ cores, \d+ GiB, Node 24\./);
});

function addBenchmark(workspace: string, name: string, source: string): void {
  mkdirSync(join(root, workspace, 'bench'), { recursive: true });
  writeFileSync(join(root, workspace, 'bench', `${name}.bench.ts`), source);
}

function only() {
  const [benchmark] = findBenchmarks(root);
  if (!benchmark) throw new Error('no benchmark was written');
  return benchmark;
}
