import type { CallOptions } from './caller.ts';
import type { MessageCalls, MessageFacts, ReceiptError } from './messages.ts';
import { NetworkProblem } from './network-problem.ts';
import type { Notification } from './notifications.ts';
import { memoryOffsetStore, type OffsetStore } from './offset-store.ts';
import { type Feed, type WatchOptions, watchFeed } from './watch.ts';

export interface InboxOptions extends Omit<WatchOptions, 'offset'> {
  /**
   * Remembers how far you have come. Without one, each run starts from the beginning of the feed: nothing is missed, and
   * what an earlier run has dealt with comes again.
   */
  readonly offsetStore?: OffsetStore;
  /** Your system's name and version, as they stand in the receipts that it sends. */
  readonly application?: { readonly name: string; readonly version: string };
}

/** Why a document is rejected. */
export interface RejectionReason {
  /** Of code system 8221, the most precise that fits: `E21`, `T02`… */
  readonly code: string;
  /** For the sender to read. No identity numbers. */
  readonly text?: string;
}

/** A document that has come, and what its receiver can do with it. */
export interface InboxMessage {
  readonly id: string;
  /** Which of your HER-ids it has come to. */
  readonly receiverHerId: number;
  readonly header: MessageFacts;
  readonly notification: Notification;
  /** The XML, byte for byte as it was sent. */
  document(options?: CallOptions): Promise<Uint8Array>;
  /** Say it when the document is safe in your own system; the sender can see it. Saying it twice changes nothing. */
  downloaded(options?: CallOptions): Promise<void>;
  /** Answers with an application receipt: approved. Final. Gives the receipt's id. */
  approve(options?: CallOptions): Promise<{ readonly id: string }>;
  /** Answers with an application receipt: rejected, and why. Final. Gives the receipt's id. */
  reject(
    reasons: readonly [RejectionReason, ...RejectionReason[]],
    options?: CallOptions,
  ): Promise<{ readonly id: string }>;
}

/**
 * New documents as they come, each once in a run. A document counts as dealt with when the loop asks for the next one, or
 * when it was answered before the loop was left; only then the place is kept. So a crash in the middle means that the same
 * document comes again, never that it is missed.
 */
export async function* readInbox(
  feed: Feed,
  calls: MessageCalls,
  options: InboxOptions,
): AsyncGenerator<InboxMessage, void, void> {
  const { offsetStore = memoryOffsetStore(), application, ...watching } = options;
  const offset = (await offsetStore.read()) ?? 0;
  for await (const notification of watchFeed(feed, { ...watching, offset })) {
    const header = notification.type === 'NewMessage' ? await headerOf(calls, notification, options) : undefined;
    const state = { isAnswered: false };
    let isDealtWith = false;
    try {
      if (header) yield inboxMessage(calls, notification, header, application, state);
      isDealtWith = true;
    } finally {
      if (isDealtWith || state.isAnswered) await offsetStore.write(notification.offset);
    }
  }
}

/** Undefined when the message is there no more: its time was over before anybody fetched it. */
async function headerOf(
  calls: MessageCalls,
  { relatedMessageId }: Notification,
  { signal, onTrouble }: InboxOptions,
): Promise<MessageFacts | undefined> {
  try {
    return await calls.getMessage(relatedMessageId, { ...PATIENT, ...(signal && { signal }) });
  } catch (thrown) {
    if (!(thrown instanceof NetworkProblem) || (thrown.status !== 404 && thrown.status !== 410)) throw thrown;
    onTrouble?.(thrown);
    return undefined;
  }
}

/** A network that is away for some minutes does not end an inbox. */
const PATIENT = { attemptsMax: 40 };

function inboxMessage(
  calls: MessageCalls,
  notification: Notification,
  header: MessageFacts,
  application: InboxOptions['application'],
  state: { isAnswered: boolean },
): InboxMessage {
  const { relatedMessageId: id, notificationReceiverHerId: receiverHerId } = notification;
  const answer = async (
    outcome: { appRecStatus: 'Ok' | 'Rejected'; appRecErrorList?: readonly ReceiptError[] },
    options?: CallOptions,
  ) => {
    const by = application && { applicationName: application.name, applicationVersion: application.version };
    const receipt = await calls.sendReceipt(id, { appRecSenderHerId: receiverHerId, ...outcome, ...by }, options);
    state.isAnswered = true;
    return receipt;
  };
  return {
    id,
    receiverHerId,
    header,
    notification,
    document: async (options) => (await calls.getBusinessDocument(id, options)).businessDocument,
    downloaded: (options) => calls.markDownloaded(id, receiverHerId, options),
    approve: (options) => answer({ appRecStatus: 'Ok' }, options),
    reject: (reasons, options) => {
      const appRecErrorList = reasons.map(({ code, text }) => ({ errorCode: code, ...(text && { details: text }) }));
      return answer({ appRecStatus: 'Rejected', appRecErrorList }, options);
    },
  };
}
