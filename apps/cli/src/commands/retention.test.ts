import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestNetwork, type TestNetwork } from '../test-network.ts';
import { records, run } from '../test-run.ts';

let network: TestNetwork;
const samband = (...argv: string[]) => run(['retention', ...argv], { cwd: network.folder });

const removal = {
  step: 'body',
  messageType: 'EPIKRISE',
  month: '2025-11',
  count: 1200,
  bytes: 2_400_000,
  oldest: '2025-11-01T00:00:00Z',
  newest: '2025-11-30T00:00:00Z',
};
const plan = { token: 't-1', plannedAt: '2026-05-08T12:00:00Z', rules: [], removals: [removal] };
const done = { removed: { body: 1200, message: 0, key: 0 }, partitionsDropped: 0, isComplete: true };

beforeEach(async () => {
  network = await startTestNetwork({ operator: { scopes: ['samband:exchange/operate'] } });
  network.routes['POST /exchange/retention/plans'] = { status: 200, body: plan };
  network.routes['POST /exchange/retention/runs'] = { status: 200, body: done };
});
afterEach(() => network.stop());

const runs = () => network.calls.filter(({ path }) => path.endsWith('/runs'));

test('rules say how long each part of a message is kept', async () => {
  const rules = [
    { messageType: 'EPIKRISE', bodyDays: 90, messageDays: 365, keyDays: 3650 },
    { messageType: '*', bodyDays: 30, messageDays: 365, keyDays: 3650 },
  ];
  network.routes['GET /exchange/retention'] = { status: 200, body: { rules } };

  const { stdout } = await samband('rules');

  expect(stdout).toMatch(/EPIKRISE +90 days +365 days +3650 days\nall others +30 days/);
});

test('a plan shows what would go, and removes nothing', async () => {
  const { exitCode, stdout } = await samband('plan');

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/the document +EPIKRISE +2025-11 +1200 +2\.4 MB\nAbout 2\.4 MB in all\./);
  expect(stdout).toContain('Next: npx samband retention run --plan t-1');
  expect(runs()).toEqual([]);
});

test('a run shows its plan, and removes nothing without a yes', async () => {
  const asked = await samband('run');
  expect(asked).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('EPIKRISE') });
  expect(asked.stderr).toContain('Add --yes to go ahead.');
  expect(runs()).toEqual([]);

  const { exitCode, stdout } = await samband('run', '--yes');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Removed: 1200 documents, 0 messages, 0 keys.\n');
  expect(runs()).toMatchObject([{ body: { token: 't-1' } }]);
});

test('a run of a plan that was seen before removes what that one counted', async () => {
  network.routes['POST /exchange/retention/runs'] = { status: 200, body: { ...done, isComplete: false } };

  const { stdout } = await samband('run', '--plan', 't-0', '--yes');

  expect(stdout).toContain('There is more than one run may remove: run it again.');
  expect(network.calls.map(({ path, body }) => [path, body])).toEqual([['/exchange/retention/runs', { token: 't-0' }]]);
});

test('where nothing has had its time, nothing is asked and nothing is run', async () => {
  network.routes['POST /exchange/retention/plans'] = { status: 200, body: { ...plan, removals: [] } };

  expect(await samband('run')).toMatchObject({ exitCode: 0, stdout: 'Nothing has had its time.\n' });
  expect(runs()).toEqual([]);
});

test('scripts get plan and run in one document', async () => {
  expect(records(await samband('run', '--yes', '--json'))).toEqual([{ plan, run: done }]);
});
