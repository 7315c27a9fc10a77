import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@samband/log';
import { connect, type Network, NetworkProblem, type Notification } from '@samband/sdk';
import type { ClientFile } from '../client-files.ts';
import { judgeDocument } from './judge-document.ts';

export interface JournalSystemOptions {
  /** The journal system's own name, told in its receipts. */
  readonly name: string;
  readonly client: ClientFile;
  /** Answers when a document is this old, and no sooner. */
  readonly answersAfterMs: number | undefined;
  /** Where it remembers how far it has read. */
  readonly offsetFile: string;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

// A vendor's system can wait longer; whoever watches the demonstration should not have to.
const pollMaxMs = 1_500;
const restAfterFailureMs = 2_000;
const restAfterFailureMaxMs = 60_000;

/** A journal system's way into the network, as any vendor has it: an address, a client id and a key. */
export function connectJournalSystem(url: string, name: string, { clientId, privateJwk }: ClientFile): Network {
  return connect({ apiUrl: url, clientId, privateJwk, sourceSystem: `${name}, v1.0` });
}

/**
 * A journal system as a vendor would build it: reads the feed of its HER-ids, fetches each new document, says that it
 * has it, and answers with an application receipt; the answers to its own documents it takes in. Goes on where it was after a stop: the offset is kept after each
 * step, and doing a step twice changes nothing. Ends when the signal is aborted.
 */
export async function runJournalSystem(network: Network, options: JournalSystemOptions): Promise<void> {
  const { name, client, offsetFile, log, signal } = options;
  const { herIds } = client;
  let restMs = restAfterFailureMs;
  while (!signal.aborted) {
    try {
      const offset = await readOffset(offsetFile);
      for await (const notification of network.watch({ herIds, offset, signal, waitMaxMs: pollMaxMs })) {
        await handleOrSetAside(network, options, notification);
        await writeOffset(offsetFile, notification.offset);
        restMs = restAfterFailureMs;
      }
    } catch (error) {
      if (signal.aborted) return;
      log.warn({ err: error, journal: name, organization: client.name }, 'journal system rests after a failure');
      await sleep(restMs, undefined, { signal }).catch(() => undefined);
      restMs = Math.min(restMs * 2, restAfterFailureMaxMs);
    }
  }
}

/** What the network finally refuses (somebody has answered before us, say) is told and left; all else is tried again. */
async function handleOrSetAside(
  network: Network,
  options: JournalSystemOptions,
  notification: Notification,
): Promise<void> {
  try {
    await handle(network, options, notification);
  } catch (error) {
    if (!(error instanceof NetworkProblem) || ![400, 404, 409].includes(error.status)) throw error;
    options.log.warn(
      { err: error, messageId: notification.relatedMessageId },
      'set aside: the network refuses our answer',
    );
  }
}

async function handle(network: Network, options: JournalSystemOptions, notification: Notification): Promise<void> {
  // Asking for the status is what gives us the answer: from then on the sender is known to have seen it.
  if (notification.type === 'MessageApprecInfoUpdated') await network.getStatus(notification.relatedMessageId);
  if (notification.type !== 'NewMessage') return;
  const { relatedMessageId: id, notificationReceiverHerId: herId } = notification;
  const { businessDocument } = await network.getBusinessDocument(id);
  await network.markDownloaded(id, herId);
  const answer = judgeDocument(businessDocument);
  await untilAge(notification, options);
  await network.sendReceipt(id, {
    appRecSenderHerId: herId,
    ...answer,
    applicationName: options.name,
    applicationVersion: '1.0',
  });
  options.log.debug({ journal: options.name, organization: options.client.name, messageId: id, ...answer }, 'answered');
}

/** By the document's age, so that a late journal system with much to do gets no later. */
async function untilAge({ createdAt }: Notification, { answersAfterMs, signal }: JournalSystemOptions): Promise<void> {
  if (answersAfterMs === undefined) return;
  const leftMs = Date.parse(createdAt) + answersAfterMs - Date.now();
  await sleep(Math.min(Math.max(leftMs, 0), answersAfterMs), undefined, { signal });
}

async function readOffset(file: string): Promise<number> {
  try {
    const { offset } = JSON.parse(await readFile(file, 'utf8')) as { offset: number };
    return Number.isSafeInteger(offset) && offset >= 0 ? offset : 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return 0;
    throw error;
  }
}

async function writeOffset(file: string, offset: number): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify({ offset }));
  await rename(`${file}.new`, file);
}
