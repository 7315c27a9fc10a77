import { afterEach, beforeEach, expect, test } from 'vitest';
import { elapsed } from '../print/time.ts';
import { startTestNetwork, type TestNetwork } from '../test-network.ts';
import { records, run } from '../test-run.ts';

let network: TestNetwork;
const samband = (...argv: string[]) => run(argv, { cwd: network.folder });

beforeEach(async () => {
  network = await startTestNetwork({
    journal: { herIds: [8000011], scopes: ['samband:exchange/trace'] },
    operator: { scopes: ['samband:exchange/trace-all'] },
  });
});
afterEach(() => network.stop());

const leg = {
  id: 'm-1',
  messageId: 'msgid-1',
  messageType: 'EPIKRISE',
  leg: 'receipt',
  sender: { herId: 8000011, name: 'Medisinsk avdeling\u001b[2J' },
  receiver: { herId: 8000042 },
  transport: 'mailbox',
  dueAt: '2026-05-08T12:32:15Z',
};

test('shows what is late, by how much, and whose it is, as the operator sees it', async () => {
  const overdue = [leg, { ...leg, id: 'm-2', leg: 'transport' }];
  network.routes['GET /exchange/overdue'] = { status: 200, body: { overdue } };

  const { exitCode, stdout } = await samband('overdue');

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /2026-05-08 \d\d:\d\d +\d+ d \d+ h +no answer +EPIKRISE +Medisinsk avdeling \(8000011\) +8000042 +m-1\n/,
  );
  expect(stdout).toMatch(/not taken in .* m-2\n/);
  expect(stdout).toContain('Next: npx samband trace m-1');
  expect(network.calls).toMatchObject([{ client: 'operator', path: '/exchange/overdue?limit=50' }]);
});

test('goes on where the list before ended', async () => {
  network.routes['GET /exchange/overdue'] = { status: 200, body: { overdue: [leg], next: 'p-1' } };

  const { stdout } = await samband('overdue', '--limit', '1', '--after', 'p-0');

  expect(stdout).toContain('There are more: add --after p-1');
  expect(network.calls[0]?.path).toBe('/exchange/overdue?limit=1&after=p-0');
});

test('sums up receiver by receiver', async () => {
  const receiver = { herId: 8000042, name: 'Storvik legesenter' };
  const sum = { receiver, underOneDay: 2, oneToThreeDays: 1, overThreeDays: 0, oldestDueAt: '2026-05-08T12:32:15Z' };
  network.routes['GET /exchange/overdue/summary'] = { status: 200, body: { receivers: [sum] } };

  const people = await samband('overdue', '--summary');
  const script = await samband('overdue', '--summary', '--json');

  expect(people.stdout).toMatch(/Storvik legesenter \(8000042\) +2 +1 +0 +2026-05-08/);
  expect(records(script)).toEqual([{ receivers: [sum] }]);
});

test.each([['overdue'], ['overdue --summary']])('says so when nothing is late: %s', async (line) => {
  const body = { overdue: [], receivers: [] };
  network.routes['GET /exchange/overdue'] = { status: 200, body };
  network.routes['GET /exchange/overdue/summary'] = { status: 200, body };

  expect((await samband(...line.split(' '))).stdout).toBe('Nothing is overdue.\n');
});

test.each([
  ['2026-05-08T12:00:30Z', '0 min'],
  ['2026-05-08T11:01:00Z', '59 min'],
  ['2026-05-08T11:00:00Z', '1 h'],
  ['2026-05-07T12:00:00Z', '1 d 0 h'],
  ['2026-05-04T08:00:00Z', '4 d 4 h'],
  ['2026-05-09T12:00:00Z', '0 min'],
])('from %s it is %s', (iso, words) => {
  expect(elapsed(iso, new Date('2026-05-08T12:00:00Z'))).toBe(words);
});
