import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { connect, NetworkProblem } from '@samband/sdk';
import { readHeader, readReceipt, validate } from '@samband/standards';
import { fixture } from '@samband/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { clientFiles } from './client-files.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

const repository = join(import.meta.dirname, '../../..');
const samband = join(repository, 'apps/cli/bin/samband.mjs');
const run = promisify(execFile);

const hospital = 8100101;
const gpOffice = 8100301;
const silentGpOffice = 8100351;

let folder: string;
let server: ServerProcess;

// Whole processes start and stop in here, and other test files want the processor at the same time.
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-first-light-'));
  // As root, the database runs as somebody else, who must be able to pass through.
  await chmod(folder, 0o711);
  server = await startServerProcess({ dataFolder: join(folder, '.samband') });
}, 90_000);

afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

/** Runs the command as a person would, in a folder where the network's data lies; gives what it printed and its exit code. */
async function command(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const outcome = await run(process.execPath, [samband, ...argv], { cwd: folder }).catch((error) => error);
  return { code: outcome.code ?? 0, out: outcome.stdout, err: outcome.stderr };
}

async function send(file: string, from: number, to: number): Promise<{ id: string; messageId: string }> {
  const { code, out, err } = await command('send', file, '--from', String(from), '--to', String(to), '--json');
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out);
}

async function networkOf(client: string) {
  const file = await clientFiles(join(folder, '.samband')).find(client);
  if (!file) throw new Error(`no client file ${client}`);
  return connect({ apiUrl: server.url, ...file, scopes: [...file.scopes] });
}

type Network = Awaited<ReturnType<typeof networkOf>>;

/** Waits until the receiver has answered; the journal systems look every second or two. */
async function answered(network: Network, id: string) {
  for (let turn = 0; turn < 150; turn++) {
    const [status] = await network.getStatus(id);
    if (status?.apprecInfo) return status;
    await sleep(200);
  }
  throw new Error(`no answer to ${id} within half a minute; the server printed:\n${server.output().slice(-4_000)}`);
}

// Most of a journey is waiting for a journal system that looks every second or two: several wait at once.
describe.concurrent('the journey of a document', () => {
  const examples = join(repository, 'examples');
  const official = 'messaging/oslokommune+sarepta-standarder/eksempel';

  test.each([
    ['a discharge letter', 'discharge-letter.xml', hospital, gpOffice],
    ['a referral', 'referral.xml', gpOffice, hospital],
    ['a laboratory answer', 'laboratory-answer.xml', 8100501, gpOffice],
    ['a dialog message', 'dialog.xml', hospital, gpOffice],
    ['a nursing report', 'nursing-report.xml', 8100401, hospital],
  ])('%s of ours arrives, is approved, and is proven', async (_what, file, from, to) => {
    await expectJourney(join(examples, file), from, to);
  });

  test.for([
    ['discharge letter 1.2', `${official}/Epikrise/Epikrise_v1-2/epikrise_v1.2_n.xml`, hospital, gpOffice],
    ['discharge letter 1.1', `${official}/Epikrise/Epikrise_v1-1/epikrise_v1.1_n.xml`, hospital, gpOffice],
    ['referral 1.1', `${official}/Henvisning/Henvisning_v1-1/henvisning_v1.1_m.xml`, gpOffice, hospital],
    [
      'referral 2.0',
      `${official}/Henvisning/Henvisning_v2-0/Henvisning_ny_tilstand_v2-0_Endring.xml`,
      gpOffice,
      hospital,
    ],
    ['laboratory answer 1.4', `${official}/Svarrapport/Svarrapport-v-1-4/Svar_biokjemi_v1-4_Ny.xml`, 8100501, gpOffice],
    ['dialog 1.1', `${official}/Dialogmelding/Dialogmelding-v1-1/Helsefaglig dialog.xml`, hospital, gpOffice],
    [
      'nursing report 1.6',
      `${official}/plo/1_6/innleggelsesrapport_1_6_mottak/Innleggelsesrapport_v1-6_Kansellering.xml`,
      8100401,
      hospital,
    ],
  ] as const)(
    'the official example of a %s arrives, is approved, and is proven',
    async ([, path, from, to], context) => {
      await expectJourney(fixture(context, path), from, to);
    },
  );

  async function expectJourney(file: string, from: number, to: number): Promise<void> {
    const { id, messageId } = await send(file, from, to);
    const network = await networkOf(from === gpOffice ? 'solsiden-legekontor' : clientOf(from));
    const status = await answered(network, id);
    expect(status).toMatchObject({
      sent: true,
      transportDeliveryState: 'Acknowledged',
      apprecInfo: { appRecStatus: 'Ok' },
    });

    const receipt = await network.getBusinessDocument(status.apprecInfo?.appRecId ?? '');
    expect(validate(receipt.businessDocument).verdict).toBe('valid');
    expect(readReceipt(receipt.businessDocument)).toMatchObject({ status: '1', original: { messageId } });

    const { out } = await command('trace', messageId, '--json');
    const { messages } = JSON.parse(out) as {
      messages: { id: string; events: { kind: string; at: string; proof: object }[] }[];
    };
    const traced = messages.find((message) => message.id === id);
    expect(traced?.events.map((event) => event.kind)).toEqual([
      'accepted',
      'delivered',
      'fetched',
      'downloaded',
      'receipt-matched',
      'receipt-seen',
    ]);
    for (const event of traced?.events ?? []) expect(Object.keys(event.proof).length).toBeGreaterThan(0);
  }

  function clientOf(herId: number): string {
    if (herId === hospital) return 'fjordbyen-sykehus';
    return herId === 8100501 ? 'fjordlab-medisinske-laboratorium' : 'fjordbyen-kommune';
  }
});

describe.concurrent('what goes wrong is said', () => {
  test('a broken document is refused with what and where', async () => {
    const file = join(repository, 'examples/broken-discharge-letter.xml');
    const { code, out, err } = await command('send', file, '--as-is');
    expect(code).toBe(1);
    const expected = validate(await readFile(file)).findings.find((finding) => finding.severity === 'error');
    expect(`${out}${err}`).toContain(expected?.path);
    expect(`${out}${err}`).toContain(String(expected?.line));
  });

  test('what was found in a document that was refused is in the trace of its MsgId', async () => {
    const network = await networkOf('fjordbyen-sykehus');
    const letter = Buffer.from(await ownLetter()).toString();
    const messageId = randomUUID();
    const text = letter.replace(/<MsgId>[^<]*/, `<MsgId>${messageId}`).replace('<OffId>', '<OffNr/><OffId>');
    const message = { businessDocument: Buffer.from(text), senderHerId: hospital, receiverHerIds: [silentGpOffice] };
    await expect(network.sendMessage(message)).rejects.toMatchObject({ status: 400, code: 'document-refused' });

    expect(await network.traceWithRefusals(messageId)).toMatchObject({
      messages: [],
      refusals: [
        {
          messageId,
          verdict: 'invalid',
          findings: [{ rule: 'schema', path: 'Message/ServRprt/Patient/OffNr', appRecCode: 'T02' }],
          suggestedReceipt: { status: 'rejected', errors: [{ code: 'T02' }] },
        },
      ],
    });
  });

  test('a receiver that is silent stays visibly unanswered', async () => {
    const { id } = await send(join(repository, 'examples/dialog.xml'), hospital, silentGpOffice);
    await sleep(3_000);
    const network = await networkOf('fjordbyen-sykehus');
    expect(await network.getStatus(id)).toMatchObject([
      { sent: true, transportDeliveryState: 'Unconfirmed', apprecInfo: null },
    ]);
    const [traced] = await network.trace(id);
    expect(traced?.statuses).toMatchObject([{ business: 'awaiting', seenBySender: false }]);
  });

  test('a document that comes twice changes nothing the second time', async () => {
    const network = await networkOf('fjordbyen-sykehus');
    const businessDocument = await ownLetter();
    const message = { businessDocument, senderHerId: hospital, receiverHerIds: [silentGpOffice] };
    const first = await network.sendMessage(message);
    expect(await network.sendMessage(message)).toEqual(first);
    const [traced] = await network.trace(first.id);
    expect(traced?.events.map((event) => event.kind)).toEqual(['accepted', 'delivered']);
  });

  test('nobody sends for an organisation that is not theirs', async () => {
    const network = await networkOf('storelva-sykehus');
    const message = { businessDocument: await ownLetter(), senderHerId: hospital, receiverHerIds: [silentGpOffice] };
    const refusal = await network.sendMessage(message).catch((error) => error);
    expect(refusal).toBeInstanceOf(NetworkProblem);
    expect(refusal).toMatchObject({ status: 403, code: 'not-your-party', errorCode: 1202 });
  });

  /** Our example letter, readdressed by the command to the silent office; it is fetched back as it was sent. */
  async function ownLetter(): Promise<Uint8Array> {
    const { id } = await send(join(repository, 'examples/discharge-letter.xml'), hospital, silentGpOffice);
    const network = await networkOf('fjordbyen-sykehus');
    const { businessDocument } = await network.getBusinessDocument(id);
    const text = Buffer.from(businessDocument).toString('utf8');
    return Buffer.from(text.replace(readHeader(businessDocument).messageId, randomUUID()));
  }
});

describe('the page about a first message by hand', () => {
  test('works as it stands, with curl', async () => {
    const page = await readFile(join(repository, 'docs/operations/first-message.md'), 'utf8');
    const blocks = [...page.matchAll(/```bash\n([\s\S]*?)```/g)].map((match) => match[1]);
    const script = join(folder, 'by-hand.sh');
    await writeFile(script, `set -eu\n${blocks.join('\n')}`);
    await run('ln', ['-sfn', join(repository, 'examples'), join(folder, 'examples')]);
    const { stdout } = await run('bash', [script], { cwd: folder });
    expect(stdout).toMatch(/"id":"[0-9a-f-]{36}"/);
    expect(stdout).toContain('"transportDeliveryState":"Acknowledged"');
    expect(stdout).toContain('Answered: approved by the receiver');
    expect(stdout).toContain('"errorCode":1010');
  });
});

describe('the server', () => {
  test('is ready again with its data after a stop, and says so in its exit code', async () => {
    const before = await networkOf('fjordbyen-sykehus');
    const { id } = await send(join(repository, 'examples/dialog.xml'), hospital, gpOffice);
    await answered(before, id);
    expect(await server.stop()).toBe(0);
    expect(existsSync(join(folder, '.samband/server.json'))).toBe(false);

    server = await startServerProcess({ dataFolder: join(folder, '.samband') });
    const after = await networkOf('fjordbyen-sykehus');
    expect(await after.getStatus(id)).toMatchObject([{ apprecInfo: { appRecStatus: 'Ok' } }]);
  });

  test('says in one sentence that its port is taken', async () => {
    const { port } = new URL(server.url);
    const second = startServerProcess({ dataFolder: join(folder, 'second'), port: Number(port) });
    await expect(second).rejects.toThrow(/SAMBAND_HTTP_PORT/);
  });
});
