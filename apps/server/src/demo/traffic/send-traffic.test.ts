import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Network, type TracedMessage } from '@samband/sdk';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { clientFiles, slugOf } from '../../client-files.ts';
import { type ServerProcess, startServerProcess } from '../../server-process.ts';
import { demoCountry } from '../country.ts';
import { readExamples } from './letters.ts';
import { type Course, lettersInARound, type PlannedLetter, planLetter } from './plan.ts';
import type { DemoParty } from './routes.ts';
import { type Sending, sendLetter } from './send-letter.ts';

let folder: string;
let server: ServerProcess | undefined;
const lastOfTheCountry = 8100700;

// Whole processes start and stop in here, and other test files want the processor at the same time.
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-traffic-'));
  // As root, the database runs as somebody else, who must be able to pass through.
  await chmod(folder, 0o711);
});

afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

async function networkOf(name: string): Promise<Network> {
  const client = await clientFiles(folder).find(name);
  if (!client || !server) throw new Error(`no client file ${name}`);
  return connect({ apiUrl: server.url, ...client });
}

interface Sent {
  readonly letter: PlannedLetter;
  readonly network: Network;
  readonly sending: Sending;
}

/** The first start makes them beside all else; who writes to a party by mail needs one. */
async function untilCertified(herId: number): Promise<void> {
  const operator = await networkOf('operator');
  await vi.waitFor(async () => expect((await operator.parties.get(herId)).certificates).toHaveLength(2), {
    timeout: 30_000,
    interval: 250,
  });
}

async function sendRound(seed: number): Promise<Sent[]> {
  const examples = await readExamples();
  const { signal } = new AbortController();
  const sent: Sent[] = [];
  for (let step = 0; step < lettersInARound; step++) {
    const letter = planLetter(seed, step);
    const network = await networkOf(slugOf(letter.from.organization.name));
    sent.push({ letter, network, sending: await sendLetter(network, letter, examples, signal) });
  }
  return sent;
}

test('starts empty when that is asked for: nobody in the register, the operator’s client only, and no route to try', async () => {
  server = await startServerProcess({ dataFolder: folder, environment: { SAMBAND_DEMO: 'off' } });
  const operator = await networkOf('operator');
  expect(await readdir(join(folder, 'clients'))).toEqual(['operator.json']);
  expect(await operator.clients.list()).toHaveLength(1);
  expect((await operator.parties.search({ limit: 1 })).communicationParties).toEqual([]);
  expect((await fetch(`${server.url}/demo/letters`, { method: 'POST' })).status).toBe(404);
  await server.stop();
});

test('a round of the everyday traffic meets what real traffic meets', async () => {
  const environment = { SAMBAND_DEMO_MESSAGES_PER_MINUTE: '60' };
  server = await startServerProcess({ dataFolder: folder, environment });
  await untilCertified(lastOfTheCountry);
  const sent = await sendRound(5);
  const of = (...courses: Course[]) => sent.filter(({ letter }) => courses.includes(letter.course));
  const answers = async (...courses: Course[]) => {
    const asked = of(...courses).map(({ network, sending }) =>
      network.sent(acceptedId(sending)).receipts({ timeoutMs: 60_000, waitMaxMs: 1_000 }),
    );
    return (await Promise.all(asked)).flat();
  };

  expect(of('broken-document')).toMatchObject([{ sending: { outcome: 'refused', code: 'document-refused' } }]);
  expect(of('unknown-receiver')).toMatchObject([
    { sending: { outcome: 'refused', code: 'communication-party-not-found' } },
  ]);
  for (const { sending } of of('duplicate')) expect(sending).toMatchObject({ idOfRepeat: acceptedId(sending) });

  const approved = await answers('approved', 'duplicate', 'copied');
  expect(approved).toHaveLength(16 + 1 + 2 * 2);
  expect(new Set(approved.map(({ outcome }) => outcome))).toEqual(new Set(['approved']));
  expect(await answers('moved-patient')).toMatchObject([{ outcome: 'rejected', errors: [{ code: 'E35' }] }]);
  for (const { network, sending } of of('silent-receiver')) {
    expect(await network.getStatus(acceptedId(sending))).toMatchObject([
      { receiverHerId: 8100351, transportDeliveryState: 'Unconfirmed', apprecInfo: null },
    ]);
  }
  const ours = sent.map(({ sending }) => (sending.outcome === 'accepted' ? sending.id : undefined));
  const toHospital = { herIds: [8100101, 8100104], offset: 0, limit: 1_000 };
  const hospital = await networkOf('fjordbyen-sykehus');
  await vi.waitFor(
    async () => {
      const came = (await hospital.notifications(toHospital)).filter(
        ({ relatedMessageId }) => !ours.includes(relatedMessageId),
      );
      expect(came, 'sent by the country itself').not.toEqual([]);
    },
    { timeout: 30_000, interval: 500 },
  );
});

const [hospitalWard, mailOffice, silentOffice] = [8100201, 8100321, 8100351];

test('a letter to a party that knows only mail goes as ebXML, and comes back acknowledged and approved', async () => {
  const hospital = await networkOf('storelva-sykehus');
  const letter = letterBetween(hospitalWard, mailOffice);
  const sending = await sendLetter(hospital, letter, await readExamples(), new AbortController().signal);
  const id = acceptedId(sending);

  const receipt = await hospital.sent(id).receipt({ timeoutMs: 30_000, waitMaxMs: 500 });

  expect(receipt).toMatchObject({ outcome: 'approved' });
  const [there, back] = await hospital.trace(id);
  expect(transportsOf(there)).toMatchObject({ accepted: 'edi-api', routed: 'ebxml', acknowledged: 'ebxml' });
  expect(transportsOf(back)).toMatchObject({ accepted: 'ebxml', delivered: 'mailbox' });
});

test('a letter that such a party sends is taken in, and its answer goes back to it as ebXML', async () => {
  const office = await networkOf('fagerli-legekontor');
  const cameByMail = async () => {
    const news = await office.notifications({ herIds: [silentOffice], offset: 0, limit: 1_000 });
    for (const { type, relatedMessageId: id } of news) {
      const [letter] = type === 'NewMessage' ? await office.trace(id) : [];
      if (transportsOf(letter)['accepted'] === 'ebxml') return id;
    }
    return undefined;
  };
  // Its laboratory writes to it once in every round.
  const id = await vi.waitUntil(cameByMail, { timeout: 60_000, interval: 1_000 });
  await office.sendReceipt(id, { appRecSenderHerId: silentOffice, appRecStatus: 'Ok' });

  await vi.waitFor(
    async () => {
      const [there, back] = await office.trace(id);
      expect(transportsOf(there)).toMatchObject({ accepted: 'ebxml', delivered: 'mailbox' });
      expect(transportsOf(back)).toMatchObject({ accepted: 'edi-api', routed: 'ebxml', acknowledged: 'ebxml' });
    },
    { timeout: 30_000, interval: 500 },
  );
});

function letterBetween(from: number, to: number): PlannedLetter {
  const [sender, receiver] = [partyOf(from), partyOf(to)];
  return { kind: 'discharge-letter', course: 'approved', from: sender, to: receiver, copyTo: undefined, variant: 0 };
}

function partyOf(herId: number): DemoParty {
  const parties = demoCountry.flatMap((organization) => organization.units.map((unit) => ({ organization, unit })));
  const found = parties.find(({ unit }) => unit.herId === herId);
  if (!found) throw new Error(`no unit ${herId} in the demo country`);
  return found;
}

/** By which transport each thing happened to it. */
function transportsOf(traced: TracedMessage | undefined): Record<string, unknown> {
  return Object.fromEntries(
    (traced?.events ?? []).map(({ kind, proof }) => [kind, (proof as { transport?: string }).transport]),
  );
}

function acceptedId(sending: Sending): string {
  if (sending.outcome === 'refused') throw new Error(`refused: ${JSON.stringify(sending)}`);
  return sending.id;
}
