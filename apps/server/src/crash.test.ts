import { randomInt, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, startEmbeddedPostgres } from '@samband/db';
import { connect, type Network, NetworkProblem, NetworkUnreachable } from '@samband/sdk';
import { readdress, readHeader } from '@samband/standards';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientFiles } from './client-files.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

const crashes = 30;
const senders = 12;
const hospital = { organizationHerId: 8100100, herId: 8100101 };
const silentGpOffice = { organizationHerId: 8100350, herId: 8100351 };

let folder: string;
let dataFolder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-crash-'));
  await chmod(folder, 0o711);
  dataFolder = join(folder, '.samband');
});

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));

/** What the sender's side knows: which documents it has an answer for, and which it must send again. */
interface Ledger {
  readonly accepted: Map<string, string>;
  readonly unanswered: Map<string, Uint8Array>;
}

test(`loses and doubles nothing when server and database are killed ${crashes} times under load`, async () => {
  const ledger: Ledger = { accepted: new Map(), unanswered: new Map() };
  const letter = await readFile(join(import.meta.dirname, '../../../examples/dialog.xml'));
  const first = await startServerProcess({ dataFolder });
  await first.stop();

  for (let crash = 0; crash < crashes; crash++) {
    const server = await startServerProcess({ dataFolder, environment: { SAMBAND_DEMO: 'off' } });
    const network = await hospitalNetwork(server.url);
    await resend(network, ledger);
    const stopping = new AbortController();
    const load = Array.from({ length: senders }, () => sendUntil(stopping.signal, network, letter, ledger));
    await sleep(randomInt(100, 900));
    pullThePlug(server);
    stopping.abort();
    await Promise.all(load);
  }

  const server = await startServerProcess({ dataFolder, environment: { SAMBAND_DEMO: 'off' } });
  await resend(await hospitalNetwork(server.url), ledger);
  const delivered = await deliveredTo(server.url);
  await server.stop();

  expect(ledger.accepted.size).toBeGreaterThan(crashes);
  expect(ledger.unanswered.size).toBe(0);
  expect(delivered.length, 'delivered more than once').toBe(new Set(delivered).size);
  expect(delivered.toSorted(), 'delivered is exactly what was accepted').toEqual(
    [...ledger.accepted.values()].toSorted(),
  );
  expect(await faultsInTheDatabase()).toEqual([]);
}, 600_000);

async function hospitalNetwork(url: string): Promise<Network> {
  const client = await clientFiles(dataFolder).find('fjordbyen-sykehus');
  if (!client) throw new Error('the demonstration has made no client for the hospital');
  return connect({ apiUrl: url, ...client, scopes: ['nhn:msh/api'], attemptsMax: 1 });
}

async function sendUntil(signal: AbortSignal, network: Network, letter: Uint8Array, ledger: Ledger): Promise<void> {
  while (!signal.aborted) {
    const messageId = randomUUID();
    const { bytes } = readdress(letter, {
      sender: partyOf(hospital),
      receiver: partyOf(silentGpOffice),
      messageId,
      generatedAt: new Date(),
    });
    ledger.unanswered.set(messageId, bytes);
    await send(network, ledger, messageId, bytes).catch(passOver);
  }
}

function partyOf({ organizationHerId, herId }: typeof hospital) {
  return {
    organization: { name: `Virksomhet ${organizationHerId}`, herId: organizationHerId },
    unit: { kind: 'service' as const, name: `Enhet ${herId}`, herId },
  };
}

async function send(network: Network, ledger: Ledger, messageId: string, bytes: Uint8Array): Promise<void> {
  const { id } = await network.sendMessage({
    businessDocument: bytes,
    senderHerId: hospital.herId,
    receiverHerIds: [silentGpOffice.herId],
  });
  ledger.accepted.set(messageId, id);
  ledger.unanswered.delete(messageId);
}

/** While the plug is pulled a call may end in any way but one: it may not be called the sender's fault. */
function passOver(error: unknown): void {
  if (error instanceof NetworkUnreachable) return;
  if (error instanceof NetworkProblem && error.status >= 500) return;
  throw error;
}

/** A sender that got no answer sends the same document again, as EDI 2.0 clients do. */
async function resend(network: Network, ledger: Ledger): Promise<void> {
  for (const [messageId, bytes] of [...ledger.unanswered]) {
    expect(readHeader(bytes).messageId).toBe(messageId);
    await send(network, ledger, messageId, bytes);
  }
}

/** kill -9 of the server, the postmaster and every backend, in one breath. */
function pullThePlug(server: ServerProcess): void {
  const postmaster = Number(readFileSync(join(dataFolder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  for (const pid of [server.pid, postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === parent)
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined; // gone between the listing and the look
  }
}

async function deliveredTo(url: string): Promise<string[]> {
  const client = await clientFiles(dataFolder).find('fagerli-legekontor');
  if (!client) throw new Error('the demonstration has made no client for the silent office');
  const network = connect({ apiUrl: url, ...client, scopes: ['nhn:msh/api'] });
  const ids: string[] = [];
  let offset = 0;
  for (;;) {
    const page = await network.notifications({ herIds: [silentGpOffice.herId], offset, limit: 1_000 });
    if (page.length === 0) return ids;
    ids.push(...page.filter(({ type }) => type === 'NewMessage').map(({ relatedMessageId }) => relatedMessageId));
    offset = page.at(-1)?.offset ?? offset;
  }
}

/** A document is there with everything that belongs to it, or not at all. */
async function faultsInTheDatabase(): Promise<unknown[]> {
  const postgres = await startEmbeddedPostgres({ dataFolder });
  const database = await openDatabase({ url: postgres.url });
  try {
    const { rows } = await database.pool.query(`
      select id from exchange.message as message
       where not exists (select from exchange.document_key where message_id = message.id)
          or not exists (select from exchange.delivery where message_id = message.id)
          or not exists (select from exchange.event where message_id = message.id and kind = 'accepted')
          or not exists (select from exchange.event where message_id = message.id and kind = 'delivered')
          or not exists (select from exchange.notification where message_id = message.id)
      union
      select message_id from exchange.document_key where message_id not in (select id from exchange.message)
      union
      select message_id from exchange.delivery where message_id not in (select id from exchange.message)
      union
      select message_id from exchange.event where message_id not in (select id from exchange.message)
       limit 10`);
    const { rows: misnumbered } = await database.pool.query(`
      select notification.feed_offset from exchange.notification, exchange.head
       where notification.feed_offset > head.feed_offset limit 10`);
    return [...rows, ...misnumbered];
  } finally {
    await database.close();
    await postgres.stop();
  }
}
