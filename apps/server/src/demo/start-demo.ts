import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '@samband/config';
import type { Logger } from '@samband/log';
import { slugOf } from '../client-files.ts';
import type { DataFolder } from '../data-folder.ts';
import type { RunningNetwork } from '../start-network.ts';
import { demoCountry } from './country.ts';
import { issueMissingCertificates } from './issue-certificates.ts';
import { connectJournalSystem, runJournalSystem } from './journal-system.ts';
import type { MailJournalSystem } from './mail-journal-system.ts';
import { seedDemoCountry } from './seed.ts';
import type { LetterSender } from './traffic/send-letter.ts';
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
  const networks = new Map<number, LetterSender>();
  const mailJournals = await startMailJournals(network, log);
  for (const { herId, name: organization, journal, answersAfterMs } of demoCountry) {
    const byMail = mailJournals.get(herId);
    if (byMail) networks.set(herId, byMail);
    if (byMail) continue;
    const slug = slugOf(organization);
    const client = await data.clients.find(slug);
    if (!journal || !client) continue;
    const system = connectJournalSystem(network.url, journal, client);
    const offsetFile = join(folder, `${slug}.json`);
    running.push(runJournalSystem(system, { name: journal, client, answersAfterMs, offsetFile, log, signal }));
    networks.set(herId, system);
  }
  const partyKeys = async () => (await import('../party-keys.ts')).openPartyKeys(data, keysSecret);
  const certificates = issueMissingCertificates(network.register, partyKeys, join(data.path, 'certificates'), signal);
  const issued = certificates.catch((error) =>
    log.warn({ err: error }, 'certificates were not issued; tried next time'),
  );
  running.push(issued);
  // Whoever writes to a party by mail needs a certificate first.
  const traffic = { networks, messagesPerMinute, log, signal };
  if (messagesPerMinute > 0) running.push(issued.then(() => sendTraffic(traffic)));
  console.log(welcome(network.url, { messagesPerMinute, isMailOn: mailJournals.size > 0 }));
  return async () => {
    stopping.abort();
    await Promise.all([...running, ...[...mailJournals.values()].map((each) => each.stop())]);
  };
}

/** By the HER-id of their organisation; none where the mail of this machine goes elsewhere. */
async function startMailJournals({ mail }: RunningNetwork, log: Logger): Promise<Map<number, MailJournalSystem>> {
  if (!mail) return new Map();
  // Read only here: a server without a demonstration has none of it.
  const { startMailJournalSystem } = await import('./mail-journal-system.ts');
  const organizations = demoCountry.filter(({ isByMail }) => isByMail);
  const started = organizations.map(
    async (each) => [each.herId, await startMailJournalSystem(each, mail, log)] as const,
  );
  return new Map(await Promise.all(started));
}
