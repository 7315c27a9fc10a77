import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, migrate, openDatabase, startEmbeddedPostgres } from '@samband/db';
import { type Figure, familyProcessorTimeMs } from '@samband/measuring';
import { documentForTests, gpOffice, hospital, type PartyForTests } from '../src/document-for-tests.ts';
import { nodeMigrations, openNode, openPostOffice } from '../src/nodes-for-tests.ts';

const textCharacters = 7_000;
const warmUpLetters = 400;
const letters = 800;
const lanes = 16;

type Node = Awaited<ReturnType<typeof openNode>>;

/**
 * The whole way in for a signed and encrypted letter of 8.5 kB, RSA-2048: the mail on disk, envelope, rules, party,
 * agreement, signature, trust, decryption, the document checked and accepted, and the signed acknowledgment written. No
 * SMTP in it.
 */
export async function run(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-bench-'));
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataFolder: folder });
  const opened: Database[] = [];
  const nodeIn = async (name: string, own: PartyForTests): Promise<Node> => {
    const [server] = opened;
    if (server) await server.pool.query(`create database ${name}`);
    const url = server ? postgres.url.replace('/postgres?', `/${name}?`) : postgres.url;
    const database = await openDatabase({ url, poolMax: 10 });
    opened.push(database);
    await migrate(database, nodeMigrations);
    return openNode(own, openPostOffice(), database);
  };
  try {
    const receiver = await nodeIn('receiver', gpOffice);
    const mails = await writeLetters(await nodeIn('sender', hospital));
    return await measure(receiver, mails, () => familyProcessorTimeMs(postgres.pid()));
  } finally {
    for (const database of opened) await database.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function writeLetters(sender: Node): Promise<Uint8Array[]> {
  const mails: Uint8Array[] = [];
  const text = 'Ber om oppdatert medisinliste. '.repeat(textCharacters / 31);
  for (let written = 0; written < warmUpLetters + letters; written++) {
    mails.push(await sender.letterWith(randomUUID(), documentForTests({ text })));
  }
  return mails;
}

async function measure(
  receiver: Node,
  mails: readonly Uint8Array[],
  databaseCpuMs: () => Promise<number | undefined>,
): Promise<Figure[]> {
  await takeAll(receiver, mails.slice(0, warmUpLetters));
  const [cpuBefore, databaseBefore, started] = [process.cpuUsage(), await databaseCpuMs(), performance.now()];
  await takeAll(receiver, mails.slice(warmUpLetters));
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const databaseUsed = ((await databaseCpuMs()) ?? 0) - (databaseBefore ?? 0);
  await assertAllTaken(receiver);
  const note = `a letter of ${Math.round(documentForTests({ text: 'x'.repeat(textCharacters) }).byteLength / 100) / 10} kB`;
  return [
    { name: 'ebxml_inbound_cpu_ms', value: (user + system) / 1_000 / letters, unit: 'ms', note: `${note}; aim 2.3` },
    { name: 'ebxml_inbound_database_cpu_ms', value: databaseUsed / letters, unit: 'ms' },
    { name: 'ebxml_inbound_per_s', value: letters / seconds, unit: '/s', note: `${lanes} at a time` },
  ];
}

async function takeAll({ ebxml }: Node, mails: readonly Uint8Array[]): Promise<void> {
  const waiting = [...mails];
  const lane = async () => {
    for (let bytes = waiting.pop(); bytes; bytes = waiting.pop()) {
      const mail = { wire: 'smtp', bytes, mailFrom: hospital.ediAddress, mailTo: [gpOffice.ediAddress] } as const;
      await (await ebxml.receiving.take(mail)).done;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** A benchmark of refusals would be quick, and worth nothing. */
async function assertAllTaken({ database }: Node): Promise<void> {
  const { rows } = await database.pool.query<{ outcome: string; count: string }>(
    'select outcome, count(*) from ebxml.received group by outcome',
  );
  const [only, ...others] = rows;
  if (others.length > 0 || only?.outcome !== 'accepted' || Number(only.count) !== warmUpLetters + letters) {
    throw new Error(`not every letter was accepted: ${JSON.stringify(rows)}`);
  }
}
