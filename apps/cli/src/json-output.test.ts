import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, messageFacts, startTestNetwork, type TestNetwork } from './test-network.ts';
import { run } from './test-run.ts';

let network: TestNetwork;
let answer: Answer;

beforeAll(async () => {
  network = await startTestNetwork({
    office: {
      herIds: [8000042],
      scopes: [
        'nhn:msh/api',
        'samband:exchange/trace',
        'samband:address-register/read',
        'samband:address-register/write',
        'samband:identity/clients',
      ],
    },
  });
  const always = () => answer;
  network.routes = new Proxy({}, { get: () => always });
});
afterAll(() => network.stop());

const words = fc.constantFrom(
  ...['send', 'inbox', 'read', 'receipt', 'status', 'trace', 'overdue', 'party', 'client', 'validate', 'models'],
  ...['get', 'search', 'create', 'change', 'list', 'disable', 'sned', 'm-1', '8000042', '-', '0', ''],
  ...[
    '--from',
    '--to',
    '--ok',
    '--reject',
    'E21',
    '--all',
    '--raw',
    '--as',
    '--name',
    '--kind',
    'service',
    '--yes',
    '--as-is',
    '--summary',
  ],
);
const noise = fc.string({ maxLength: 20, unit: 'binary' }).filter((text) => !['-h', '-V'].includes(text));
const answers = fc.constantFrom<Answer>(
  {
    status: 200,
    body: {
      notifications: [],
      statusList: [],
      messages: [],
      communicationParties: [],
      clients: [],
      overdue: [],
      receivers: [],
    },
  },
  { status: 200, body: messageFacts('m-1', 8000011, [8000042]) },
  { status: 404, body: { title: 'Not\nfound', detail: 'line\u2028end "quoted"' } },
  { status: 400, body: { title: 'Refused', facts: { findings: [{ message: 'a\nb' }] } } },
  { status: 403, body: undefined },
);

test('with --json, whatever is asked and answered, standard output is JSON, a document a line', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 9, arbitrary: words }, noise), { maxLength: 6 }),
      answers,
      async (argv, next) => {
        answer = next;
        const { stdout, exitCode } = await run(['--json', ...argv], { cwd: network.folder, stdin: '<x/>' });
        for (const line of stdout.split('\n').filter((text) => text !== '')) JSON.parse(line);
        expect([0, 1, 2, 3]).toContain(exitCode);
      },
    ),
    { numRuns: 150 },
  );
});
