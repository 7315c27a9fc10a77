import { execFile, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { readEnvironment } from '@samband/config';
import { assertionDetail, connect, createKeyPair, type Network } from '@samband/sdk';
import { readdress } from '@samband/standards';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ApiDescription, clientSource } from '../../../tools/openapi-client/client-source.ts';
import { clientFiles } from './client-files.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

const repository = join(import.meta.dirname, '../../..');
const sdk = join(repository, 'packages/sdk');
const run = promisify(execFile);

let folder: string;
let server: ServerProcess;

vi.setConfig({ testTimeout: 60_000 });

/** The network in a folder, and beside it the place of the compiled SDK, as a vendor has it installed. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-sdk-'));
  await chmod(folder, 0o711); // as root, the database runs as somebody else, who must be able to pass through
  await mkdir(join(folder, 'node_modules/@samband'), { recursive: true });
  await symlink(join(sdk, 'dist'), join(folder, 'node_modules/@samband/sdk'));
  await symlink(join(repository, 'node_modules/@types'), join(folder, 'node_modules/@types'));
  server = await startServerProcess({ dataFolder: join(folder, '.samband') });
}, 90_000);

afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

test('the types of the SDK are those of the running server', async () => {
  const description = (await (await fetch(`${server.url}/openapi.json`)).json()) as ApiDescription;
  const biome = join(repository, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout: formatted } = spawnSync(
    process.execPath,
    [biome, 'check', '--write', '--stdin-file-path=packages/sdk/src/generated/api.ts'],
    { input: clientSource(description), cwd: repository, encoding: 'utf8' },
  );

  await expect(formatted).toMatchFileSnapshot(join(sdk, 'src/generated/api.ts'));
});

describe('the compiled package', () => {
  beforeAll(() => run(process.execPath, [join(repository, 'tools/build-sdk.ts')]), 60_000);

  test('has types, which a strict project of a vendor holds', async () => {
    await writeFile(
      join(folder, 'vendor.mts'),
      `import { connect, type InboxMessage, NetworkProblem, type Receipt } from '@samband/sdk';
    const network = connect({ apiUrl: '', clientId: '', privateJwk: {} });
    export const outcome: Promise<Receipt> = network.sent('x').receipt({ timeoutMs: 1 });
    export const messages: AsyncIterable<InboxMessage> = network.inbox({ herIds: [1] });
    export const isMine = (thrown: unknown): boolean => thrown instanceof NetworkProblem && thrown.status === 403;
    // @ts-expect-error a HER-id is a number
    export const wrong = network.send({ document: '', from: '1', to: 2 });`,
    );
    const tsc = join(repository, 'node_modules/typescript/bin/tsc');
    const strict = ['--noEmit', '--strict', '--module', 'nodenext', '--types', 'node', '--ignoreConfig'];

    const { stdout } = await run(process.execPath, [tsc, ...strict, 'vendor.mts'], { cwd: folder }).catch(
      (error) => error,
    );

    expect(stdout).toBe('');
  });

  test('runs the example of the README as it stands, on the Node that the machine has', async (context) => {
    const node = await olderNode();
    context.skip(node === undefined, 'no other Node of version 20 or newer on this machine');
    const [, example = ''] = /```js\n([\s\S]*?)```/.exec(await readFile(join(sdk, 'README.md'), 'utf8')) ?? [];
    await writeFile(join(folder, 'example.mjs'), example.replaceAll('http://localhost:8080', server.url));
    await writeFile(join(folder, 'letter.xml'), await letterTo('fagerli-legekontor'));

    const { stdout } = await run(node ?? '', ['example.mjs'], { cwd: folder, timeout: 50_000 });

    expect(stdout).toContain("outcome: 'approved'");
    expect(stdout).toContain('receiverHerId: 8100351');
  });
});

test('a document arrives live, by the stream of the running server, and its sender learns the answer', async () => {
  const asked: string[] = [];
  const recorded: typeof fetch = (input, init) => {
    asked.push(new URL(String(input)).pathname);
    return fetch(input, init);
  };
  const hospital = await networkOf('fjordbyen-sykehus');
  const office = await networkOf('fagerli-legekontor', recorded);
  const trouble: Error[] = [];
  const inbox = office.inbox({ herIds: [8100351], onTrouble: (each) => trouble.push(each) });

  const sent = await hospital.send({ document: await letterTo('fagerli-legekontor'), from: 8100101, to: 8100351 });
  for await (const message of inbox) {
    if (message.id !== sent.id) continue; // of the test before
    await message.reject([{ code: 'E21', text: 'Har flyttet' }]);
    break;
  }

  expect(await sent.receipt({ timeoutMs: 20_000 })).toMatchObject({
    outcome: 'rejected',
    errors: [{ code: 'E21', text: 'Har flyttet' }],
  });
  expect(trouble).toEqual([]);
  expect(asked).toContain('/notifications/stream');
  expect(asked).not.toContain('/notifications');
});

test('a client of many organisations acts for the one that it names, once that one has delegated to it, and for its HER-ids alone', async () => {
  const operator = await networkOf('operator');
  const { privateJwk, publicJwk } = await createKeyPair();
  const [hospital, office] = [await organizationOf('fjordbyen-sykehus'), await organizationOf('fagerli-legekontor')];
  const { clientId } = await operator.clients.create({
    name: 'Journal i skyen',
    organizationNumber: '310014141',
    tenancy: 'multi-tenant',
    scopes: ['nhn:msh/api'],
    publicJwks: [publicJwk],
  });
  const onBehalfOf = (organization: string) =>
    connect({
      ...{ apiUrl: server.url, clientId, privateJwk },
      assertionDetails: [assertionDetail.multiTenant(organization)],
    });
  const delegate = (organizationNumber: string) =>
    operator.operate('giveDelegation', {
      path: { clientId, organizationNumber },
      body: { name: 'Virksomhet', isMember: true, childOrganizationNumbers: [], signedAudiences: ['nhn:msh'] },
    });

  await expect(onBehalfOf(hospital).ping()).rejects.toMatchObject({ code: 'access_denied' });
  await delegate(hospital);
  const atHospital = onBehalfOf(hospital);
  const letter = { document: await letterTo('fagerli-legekontor'), from: 8100101, to: 8100351 };
  const fromOffice = await letterTo('fagerli-legekontor', { isReturned: true });
  const { id } = await atHospital.send(letter);
  const inboxOf = (herIds: number[]) => ({ query: { HerIds: herIds, Offset: 0, NotificationsToFetch: 1 } }) as const;

  // Also when the same client has both organisations: a token is of one of them.
  await delegate(office);
  const atOffice = onBehalfOf(office);
  for (const act of [
    () => atHospital.send({ document: fromOffice, from: 8100351, to: 8100101 }),
    () => atOffice.send(letter),
    () => atHospital.operate('getNotifications', inboxOf([8100351])),
    () => atHospital.operate('getNotifications', inboxOf([8100101, 8100351])),
    () => atHospital.operate('putDownloaded', { path: { id }, body: { receiverHerId: 8100351 } }),
    () => atHospital.operate('postAppRec', { path: { id }, body: { appRecSenderHerId: 8100351, appRecStatus: 'Ok' } }),
  ]) {
    await expect(act()).rejects.toMatchObject({ status: 403, code: 'not-your-party' });
  }
  await atOffice.operate('putDownloaded', { path: { id }, body: { receiverHerId: 8100351 } });
});

async function organizationOf(client: string): Promise<string> {
  return (await clientFiles(join(folder, '.samband')).find(client))?.organizationNumber ?? '';
}

async function networkOf(name: string, recorded: typeof fetch = fetch): Promise<Network> {
  const client = await clientFiles(join(folder, '.samband')).find(name);
  if (!client) throw new Error(`no client file ${name}`);
  return connect({ apiUrl: server.url, ...client, fetch: recorded });
}

/** Our example letter, from the hospital's ward to the office whose client that is, or back, with a MsgId of its own. */
async function letterTo(client: string, { isReturned = false } = {}): Promise<Uint8Array> {
  const original = await readFile(join(repository, 'examples/discharge-letter.xml'));
  const party = async (name: string, herId: number, unit: string, unitHerId: number, owner: string) => ({
    organization: { name, herId, organizationNumber: await organizationOf(owner) },
    unit: { kind: 'service' as const, name: unit, herId: unitHerId },
  });
  const ward = await party('Fjordbyen sykehus', 8100100, 'Medisinsk avdeling', 8100101, 'fjordbyen-sykehus');
  const office = await party('Fagerli legekontor', 8100350, 'Fastlege', 8100351, client);
  return readdress(original, {
    sender: isReturned ? office : ward,
    receiver: isReturned ? ward : office,
    messageId: randomUUID(),
    generatedAt: new Date(),
  }).bytes;
}

/** A Node outside of the project, 20 or newer: what a vendor may run. */
async function olderNode(): Promise<string | undefined> {
  const folders = (readEnvironment()['PATH'] ?? '').split(delimiter).filter((path) => !path.includes('node_modules'));
  for (const path of [...new Set(folders)].map((each) => join(each, 'node')).filter(existsSync)) {
    const { stdout } = await run(path, ['-p', 'process.versions.node']).catch(() => ({ stdout: '' }));
    if (Number.parseInt(stdout, 10) >= 20) return path;
  }
  return undefined;
}
