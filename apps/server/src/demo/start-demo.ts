import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '@samband/config';
import type { Logger } from '@samband/log';
import type { Network } from '@samband/sdk';
import { slugOf } from '../client-files.ts';
import type { DataFolder } from '../data-folder.ts';
import type { RunningNetwork } from '../start-network.ts';
import { demoCountry } from './country.ts';
import { issueMissingCertificates } from './issue-certificates.ts';
import { connectJournalSystem, runJournalSystem } from './journal-system.ts';
import { seedDemoCountry } from './seed.ts';
import { sendTraffic } from './traffic/send-traffic.ts';
import { welcome } from './welcome.ts';

/**
 * Makes the demo country where it is missing, starts its journal systems and their everyday traffic, and says what to
 * try. Gives what stops them.
 */
export async function startDemo(
  network: RunningNetwork,
  data: DataFolder,
  log: Logger,
  { demo: { messagesPerMinute }, ebxml: { keysSecret } }: Pick<Config, 'demo' | 'ebxml'>,
): Promise<() => Promise<void>> {
  await seedDemoCountry(network.register, network.identity, data.clients);
  const folder = join(data.path, 'journals');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stopping = new AbortController();
  const { signal } = stopping;
  const running: Promise<void>[] = [];
  const networks = new Map<number, Network>();
  for (const { herId, name: organization, journal, answersAfterMs } of demoCountry) {
    const slug = slugOf(organization);
    const client = await data.clients.find(slug);
    if (!journal || !client) continue;
    const system = connectJournalSystem(network.url, journal, client);
    const offsetFile = join(folder, `${slug}.json`);
    running.push(runJournalSystem(system, { name: journal, client, answersAfterMs, offsetFile, log, signal }));
    networks.set(herId, system);
  }
  if (messagesPerMinute > 0) running.push(sendTraffic({ networks, messagesPerMinute, log, signal }));
  const partyKeys = async () => (await import('../party-keys.ts')).openPartyKeys(data, keysSecret);
  const certificates = issueMissingCertificates(network.register, partyKeys, join(data.path, 'certificates'), signal);
  running.push(
    certificates.catch((error) => log.warn({ err: error }, 'certificates were not issued; tried next time')),
  );
  console.log(welcome(network.url, messagesPerMinute));
  return async () => {
    stopping.abort();
    await Promise.all(running);
  };
}
