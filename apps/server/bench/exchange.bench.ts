import { randomBytes } from 'node:crypto';
import {
  type Figure,
  familyProcessorTimeMs,
  fsyncsPerSecond,
  processorTimeMs,
  rawInsertsPerSecond,
  signaturesPerSecond,
} from '@samband/measuring';
import { prepareLetters } from './letters.ts';
import type { Load, LoadResult } from './load.ts';
import type { LoadParty } from './load-client.ts';
import { type LoadNetwork, startLoadNetwork } from './load-network.ts';
import { peerFigures } from './peer-figures.ts';
import { runLoad } from './run-load.ts';

const sizeBytes = 8_500;
const pairs = 8;
const durationMs = 10_000;
const warmUpMs = 12_000;
const lanes = 64;

/**
 * The exchange as its users meet it: EDI 2.0 over HTTP, a token and a fresh proof for each call, 8.5 kB documents checked
 * against their standard, everything on disk before the answer. Server, PostgreSQL and the load are processes apart on one
 * machine.
 */
export async function run(): Promise<Figure[]> {
  const { figures, parties } = await measureExchange();
  return [...figures, ...(await peerFigures(documentsOf(parties)))];
}

async function measureExchange(): Promise<{ figures: Figure[]; parties: LoadParty[] }> {
  const signatures = signaturesPerSecond(1_000);
  const network = await startLoadNetwork();
  try {
    const fsyncs = await fsyncsPerSecond(network.folder, 2_000);
    const rawInserts = await rawInsertsPerSecond(network.database, randomBytes(2_500), 3_000);
    const parties: LoadParty[] = [];
    for (let number = 0; number < pairs * 4; number++) parties.push(await network.addParty(number));
    const [accepting, conversing] = [parties.slice(0, pairs * 2), parties.slice(pairs * 2)];
    // As a server is that has run for a minute: its code is compiled for what it does, its statements are prepared.
    await loadOn(network, accepting, { kind: 'accepts', durationMs: warmUpMs });
    await loadOn(network, conversing, { kind: 'conversations', durationMs: warmUpMs });

    const accepts = await measure(network, accepting, { kind: 'accepts' });
    const steady = await measure(network, accepting, { kind: 'accepts', perSecond: 500 });
    const conversations = await measure(network, conversing, { kind: 'conversations' });
    const figures: Figure[] = [
      { name: 'machine_fsyncs_per_s', value: fsyncs, unit: '/s', note: '8 kB, one after another' },
      { name: 'machine_raw_inserts_per_s', value: rawInserts, unit: 'rows/s', note: 'a body of 2.5 kB in one table' },
      { name: 'machine_signatures_per_s', value: signatures.signed, unit: '/s', note: 'ES256, one core' },
      { name: 'machine_verifications_per_s', value: signatures.verified, unit: '/s', note: 'ES256, one core' },
      ...acceptFigures(accepts, steady, rawInserts),
      ...conversationFigures(conversations),
    ];
    return { figures, parties };
  } finally {
    await network.stop();
  }
}

/** The same documents, without what EDI 2.0 puts around them. */
function documentsOf([sender, receiver]: readonly LoadParty[]): () => Buffer {
  if (!sender || !receiver) throw new Error('two parties are needed to write a letter');
  const letters = prepareLetters(sender, receiver, sizeBytes);
  return () => {
    const { businessDocument } = JSON.parse(letters.next().body.toString()) as { businessDocument: string };
    return Buffer.from(businessDocument, 'base64');
  };
}

function acceptFigures(accepts: Measured, steady: Measured, rawInserts: number): Figure[] {
  const { load } = accepts;
  return [
    {
      name: 'accepts_per_s',
      value: perSecond(load),
      unit: '/s',
      limit: Math.round(rawInserts),
      note: `${lanes} at a time${refusals(load)}`,
    },
    { name: 'accept_p50_ms', value: load.p50Ms, unit: 'ms' },
    { name: 'accept_p95_ms', value: load.p95Ms, unit: 'ms' },
    { name: 'accept_p99_ms', value: load.p99Ms, unit: 'ms' },
    { name: 'accept_server_cpu_ms', value: accepts.serverCpuMs / load.count, unit: 'ms' },
    { name: 'accept_database_cpu_ms', value: accepts.databaseCpuMs / load.count, unit: 'ms' },
    {
      name: 'accept_cpu_ms',
      value: (accepts.serverCpuMs + accepts.databaseCpuMs) / load.count,
      unit: 'ms',
      note: 'server and database',
    },
    {
      name: 'accept_load_cpu_ms',
      value: load.loadCpuMs / load.count,
      unit: 'ms',
      note: 'the load itself, on the same machine',
    },
    {
      name: 'stored_bytes_per_message',
      value: accepts.storedBytes / load.count,
      unit: 'bytes',
      note: `of ${sizeBytes}, with events and indexes`,
    },
    { name: 'wal_bytes_per_message', value: accepts.walBytes / load.count, unit: 'bytes' },
    { name: 'accept_p50_ms_at_500_per_s', value: steady.load.p50Ms, unit: 'ms' },
    { name: 'accept_p95_ms_at_500_per_s', value: steady.load.p95Ms, unit: 'ms' },
    {
      name: 'accept_p99_ms_at_500_per_s',
      value: steady.load.p99Ms,
      unit: 'ms',
      note: `timed from when each was due${refusals(steady.load)}`,
    },
  ];
}

function conversationFigures({ load, serverCpuMs, databaseCpuMs }: Measured): Figure[] {
  return [
    {
      name: 'conversations_per_s',
      value: perSecond(load),
      unit: '/s',
      note: `accept, fetch, AppRec, sender sees it${refusals(load)}`,
    },
    { name: 'conversation_p50_ms', value: load.p50Ms, unit: 'ms' },
    { name: 'conversation_p99_ms', value: load.p99Ms, unit: 'ms' },
    { name: 'conversation_server_cpu_ms', value: serverCpuMs / load.count, unit: 'ms' },
    { name: 'conversation_database_cpu_ms', value: databaseCpuMs / load.count, unit: 'ms' },
    {
      name: 'conversation_cpu_ms',
      value: (serverCpuMs + databaseCpuMs) / load.count,
      unit: 'ms',
      note: 'server and database',
    },
    {
      name: 'conversation_load_cpu_ms',
      value: load.loadCpuMs / load.count,
      unit: 'ms',
      note: 'the load itself, on the same machine',
    },
  ];
}

interface Measured {
  readonly load: LoadResult;
  readonly serverCpuMs: number;
  readonly databaseCpuMs: number;
  readonly walBytes: number;
  readonly storedBytes: number;
}

async function measure(network: LoadNetwork, parties: readonly LoadParty[], wanted: Partial<Load>): Promise<Measured> {
  const before = await usage(network);
  const load = await loadOn(network, parties, wanted);
  const after = await usage(network);
  return {
    load,
    serverCpuMs: after.serverMs - before.serverMs,
    databaseCpuMs: after.databaseMs - before.databaseMs,
    walBytes: after.walBytes - before.walBytes,
    storedBytes: after.storedBytes - before.storedBytes,
  };
}

function loadOn({ server }: LoadNetwork, parties: readonly LoadParty[], wanted: Partial<Load>): Promise<LoadResult> {
  const [senders, receivers] = [parties.slice(0, pairs), parties.slice(pairs)];
  return runLoad({ url: server.url, senders, receivers, sizeBytes, durationMs, lanes, kind: 'accepts', ...wanted });
}

async function usage({ server, postgresPid, database }: LoadNetwork) {
  const { rows } = await database.pool.query<{ wal: string; stored: string }>(`
    select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as wal,
           (select sum(pg_total_relation_size(oid)) from pg_class
             where relnamespace = 'exchange'::regnamespace and relkind = 'r') as stored`);
  return {
    serverMs: (await processorTimeMs(server.pid)) ?? 0,
    databaseMs: (await familyProcessorTimeMs(postgresPid)) ?? 0,
    walBytes: Number(rows[0]?.wal),
    storedBytes: Number(rows[0]?.stored),
  };
}

function perSecond({ count, seconds }: LoadResult): number {
  return count / seconds;
}

/** What was not answered as hoped for stands beside the figure: a rate of refusals is no rate. */
function refusals({ refused }: LoadResult): string {
  const list = Object.entries(refused).map(([what, count]) => `${count} × ${what}`);
  return list.length > 0 ? `; refused: ${list.join(', ')}` : '';
}
