import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestNetwork, type TestNetwork } from '../test-network.ts';
import { records, run } from '../test-run.ts';

const OFFICE = 8000042;
let network: TestNetwork;
const samband = (...argv: string[]) => run(argv, { cwd: network.folder });

beforeEach(async () => {
  network = await startTestNetwork({
    operator: {
      scopes: ['samband:address-register/read', 'samband:address-register/write', 'samband:identity/clients'],
    },
  });
});
afterEach(() => network.stop());

test('party create, change and end say only what was said, on the version that was read', async () => {
  const party = {
    herId: OFFICE,
    kind: 'service',
    name: 'Allmennlege',
    organizationNumber: '999888777',
    active: true,
    validFrom: '2026-01-01T00:00:00Z',
    electronicAddresses: [],
    certificates: [],
    version: 4,
  };
  network.routes['POST /address-register/communication-parties'] = { status: 201, body: party };
  network.routes[`GET /address-register/communication-parties/${OFFICE}`] = { status: 200, body: party };
  network.routes[`PATCH /address-register/communication-parties/${OFFICE}`] = { status: 200, body: party };

  await samband(
    'party',
    'create',
    '--kind',
    'service',
    '--name',
    'Allmennlege',
    '--parent',
    '8000040',
    '--service-code',
    '8666:05',
  );
  await samband('party', 'change', String(OFFICE), '--display-name', 'Storvik');
  const asked = await samband('party', 'change', String(OFFICE), '--end');
  const ended = await samband('party', 'change', String(OFFICE), '--end', '--yes');

  const bodies = network.calls.filter(({ method }) => method !== 'GET').map(({ body }) => body);
  expect(bodies).toEqual([
    { kind: 'service', name: 'Allmennlege', parentHerId: 8000040, serviceCode: { system: '8666', code: '05' } },
    { displayName: 'Storvik', expectedVersion: 4 },
    { validTo: expect.any(String), expectedVersion: 4 },
  ]);
  expect([asked.exitCode, ended.exitCode]).toEqual([2, 0]);
  expect(asked.stderr).toContain('Add --yes to go ahead.');
});

test('party search shows who is found, whose unit it is, and how to see more', async () => {
  const party = {
    herId: OFFICE,
    kind: 'service',
    name: 'Allmennlege\u001b[2J',
    parentName: 'Storvik legesenter',
    active: true,
  };
  network.routes['GET /address-register/communication-parties'] = {
    status: 200,
    body: { communicationParties: [party], nextAfter: OFFICE },
  };

  const { stdout } = await samband('party', 'search', 'stor vik', '--kind', 'service', '--limit', '1');

  expect(stdout).toMatch(/8000042 +service +Allmennlege +Storvik legesenter +yes/);
  expect(stdout).toContain('--after 8000042');
  expect(stdout).not.toContain('\u001b');
  expect(network.calls[0]?.path).toContain('limit=1&kind=service&text=stor+vik');
});

test('party takes a HER-id or a name, without another word', async () => {
  const party = {
    herId: OFFICE,
    kind: 'service',
    name: 'Allmennlege',
    active: true,
    validFrom: '2026-01-01T00:00:00Z',
  };
  const whole = { ...party, organizationNumber: '999888777', electronicAddresses: [], certificates: [], version: 1 };
  network.routes[`GET /address-register/communication-parties/${OFFICE}`] = { status: 200, body: whole };
  network.routes['GET /address-register/communication-parties'] = {
    status: 200,
    body: { communicationParties: [party] },
  };

  const one = await samband('party', String(OFFICE));
  const many = await samband('party', 'storvik', 'legesenter');
  await samband('party', 'find', '999888777');

  expect(one.stdout).toMatch(/^Allmennlege\n {2}HER-id +8000042\n/);
  expect(many.stdout).toMatch(/8000042 +service +Allmennlege/);
  expect(network.calls.slice(-2).map(({ path }) => new URLSearchParams(path.split('?')[1]).get('text'))).toEqual([
    'storvik legesenter',
    '999888777',
  ]);
  expect(await samband('party')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('missing required') });
});

test('a party is shown with the days that its certificates have left, and a warning where no successor is registered', async () => {
  const dayMs = 24 * 60 * 60 * 1_000;
  const inDays = (days: number) => new Date(Date.now() + days * dayMs + 1_000_000).toISOString();
  const certificate = { thumbprint: 'A1'.repeat(20), validFrom: inDays(-700), inherited: false };
  const certificates = [
    { ...certificate, use: 'signing', validTo: inDays(20) },
    { ...certificate, use: 'encryption', validTo: inDays(3) },
  ];
  const party = {
    ...{ herId: OFFICE, kind: 'service', name: 'Allmennlege', active: true, validFrom: '2026-01-01T00:00:00Z' },
    ...{ electronicAddresses: [], certificates, version: 1 },
    futureCertificates: [{ ...certificate, use: 'signing', validFrom: inDays(10), validTo: inDays(700) }],
  };
  network.routes[`GET /address-register/communication-parties/${OFFICE}`] = { status: 200, body: party };

  const { stdout } = await samband('party', String(OFFICE));
  const [record] = records(await samband('party', String(OFFICE), '--json'));

  expect(stdout).toMatch(/signing certificate +A1A1.*, 20 days left\n/);
  expect(stdout).toMatch(/\nThe encryption certificate A1A1.*: 3 days left; register a new one today/);
  expect(record).toMatchObject({
    certificates: [{ daysLeft: 20 }, { daysLeft: 3 }],
    expiryWarnings: [{ use: 'encryption', daysLeft: 3, urgency: 'publish' }],
  });
});

test('client create keeps the private key here, in a file for its owner only, and the file works', async () => {
  network.routes['POST /identity/clients'] = { status: 201, body: { clientId: 'c-1' } };
  network.routes['GET /notifications'] = { status: 200, body: { notifications: [] } };
  const argv = [
    'client',
    'create',
    '--name',
    'Østre journal',
    '--organization-number',
    '999 888 777',
    '--her-ids',
    '8000050',
  ];

  const made = await samband(...argv);
  const path = join(network.folder, '.samband/clients/ostre-journal.json');
  const file = JSON.parse(await readFile(path, 'utf8'));

  expect(made).toMatchObject({ exitCode: 0, stderr: '' });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(file).toMatchObject({
    clientId: 'c-1',
    name: 'Østre journal',
    organizationNumber: '999888777',
    herIds: [8000050],
  });
  const [sent] = network.calls;
  expect(sent).toMatchObject({ client: 'operator', body: { publicJwks: [{ kty: 'EC', x: file.privateJwk.x }] } });
  expect(JSON.stringify(sent?.body)).not.toContain(file.privateJwk.d);
  expect((await samband('inbox', '8000050')).exitCode).toBe(0);
  expect(network.calls.at(-1)?.client).toBe('c-1');
});

test('client create does not overwrite a key', async () => {
  network.routes['POST /identity/clients'] = { status: 201, body: { clientId: 'c-1' } };
  const path = join(network.folder, '.samband/clients/mine.json');
  await writeFile(path, 'precious');

  const { exitCode, stderr } = await samband(
    'client',
    'create',
    '--name',
    'Mine',
    '--organization-number',
    '999888777',
  );

  expect(exitCode).toBe(2);
  expect(stderr).toContain('samband client disable c-1');
  expect(await readFile(path, 'utf8')).toBe('precious');
});

test('client list shows the state of each, and disable needs a yes', async () => {
  const client = { clientId: 'c-1', name: 'Journal', organizationNumber: '999888777', scopes: ['nhn:msh/api'] };
  network.routes['GET /identity/clients'] = {
    status: 200,
    body: { clients: [client, { ...client, clientId: 'c-2', disabledAt: '2026-05-08T12:32:15Z' }] },
  };
  network.routes['POST /identity/clients/c-1/disable'] = { status: 200, body: client };

  const { stdout } = await samband('client', 'list');
  expect(stdout).toMatch(/c-1 .*in use/);
  expect(stdout).toMatch(/c-2 .*disabled/);
  expect((await samband('client', 'disable', 'c-1')).exitCode).toBe(2);
  expect((await samband('client', 'disable', 'c-1', '--yes')).exitCode).toBe(0);
  expect(network.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
});
