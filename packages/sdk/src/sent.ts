import type { CallOptions } from './caller.ts';
import type { MessageCalls, OutgoingMessage, ReceiverStatus } from './messages.ts';
import { findReceipt, NoReceiptYet, type Receipt } from './receipt.ts';
import type { MessageNews, SenderNews } from './sender-news.ts';
import { backOffMs } from './wait.ts';

export type Outgoing = Pick<
  OutgoingMessage,
  'applicationName' | 'applicationVersion' | 'transportMetadataOverrides'
> & {
  /** The XML, byte for byte as it is to arrive; text is sent as UTF-8. Its MsgId makes a repeat harmless: keep it. */
  readonly document: Uint8Array | string;
  /** HER-id of the sender: one of yours. */
  readonly from: number;
  /** HER-id of the receiver, or several. */
  readonly to: number | readonly number[];
  /** Code of 8279, `DIALOG_HELSEFAGLIG`. */
  readonly messageType?: string;
};

/** How long to follow a message. */
export interface FollowOptions {
  /** Default 96 hours, the time that a receiver has for its answer. */
  readonly timeoutMs?: number;
  /** Longest pause between two looks where the network has no stream, in milliseconds: they grow towards it. Default 15 000. */
  readonly waitMaxMs?: number;
  readonly signal?: AbortSignal;
}

/** A message that the network has on disk. `network.sent(id)` makes it again after a restart. */
export interface Sent {
  /** Keep it beside the document in your own system. */
  readonly id: string;
  /** How far it has come, receiver by receiver: only what is proven. */
  status(options?: CallOptions): Promise<readonly ReceiverStatus[]>;
  /** The status each time that it changes, until every receiver's part is over. @throws NoReceiptYet */
  statuses(options?: FollowOptions): AsyncGenerator<readonly ReceiverStatus[], void, void>;
  /** Waits for the answer of the only receiver. @throws NoReceiptYet, and TypeError when there are several receivers */
  receipt(options?: FollowOptions): Promise<Receipt>;
  /** Waits for the answer of every receiver. @throws NoReceiptYet */
  receipts(options?: FollowOptions): Promise<readonly Receipt[]>;
}

/** AppRec is due 96 hours after GenDate (HIS 80415). */
const RECEIPT_DUE_MS = 96 * 3_600_000;
/** Sending is tried this often: about two minutes with the waits between, so a restart of the network is not noticed. */
const SEND_ATTEMPTS_MAX = 12;
const WAIT_FIRST_MS = 250;
const WAIT_MAX_MS = 15_000;
/** A stream tells what happens. Once in a while it is looked all the same: a proxy may have lost what it said. */
const LIVE_WAIT_MAX_MS = 120_000;

/** What following a message takes. */
interface Following {
  readonly calls: MessageCalls;
  readonly news: SenderNews;
}

export function sentCalls(calls: MessageCalls, news: SenderNews) {
  const following = { calls, news };
  return {
    /**
     * Hands a document over and comes back when it is on disk. An answer that does not come is asked for again with the
     * same bytes: the network knows the MsgId and gives the first id, so nothing arrives twice.
     */
    async send({ document, from, to, messageType, ...rest }: Outgoing, options: CallOptions = {}): Promise<Sent> {
      const message = {
        ...rest,
        businessDocument: typeof document === 'string' ? Buffer.from(document) : document,
        senderHerId: from,
        receiverHerIds: typeof to === 'number' ? [to] : to,
        ...(messageType !== undefined && { messageTypeIdentificator: messageType }),
      };
      const { id } = await calls.sendMessage(message, { attemptsMax: SEND_ATTEMPTS_MAX, ...options });
      return sentMessage(following, id, from);
    },

    /** A message that was sent before, to be followed again. Nothing is asked yet. */
    sent: (id: string): Sent => sentMessage(following, id),
  };
}

function sentMessage(following: Following, id: string, from?: number): Sent {
  const follow = (options: FollowOptions = {}) => followStatus(following, { id, from }, options);
  const receipts = async (options?: FollowOptions): Promise<readonly Receipt[]> => {
    let last: readonly ReceiverStatus[] = [];
    for await (const statusList of follow(options)) last = statusList;
    return last.map(findReceipt).filter((receipt) => receipt !== undefined);
  };
  return {
    id,
    status: (options) => following.calls.getStatus(id, options),
    statuses: follow,
    receipts,
    async receipt(options) {
      const [receipt, ...others] = await receipts(options);
      if (receipt && others.length === 0) return receipt;
      throw new TypeError('the message has several receivers: ask for receipts()');
    },
  };
}

/**
 * Looks when the stream of the sender's notifications says that something has happened; until it is open, and where there
 * is none, often at first, when an answer from a system is likely, and ever less often while people are waited for.
 */
async function* followStatus(
  { calls, news }: Following,
  { id, from }: { id: string; from: number | undefined },
  { timeoutMs = RECEIPT_DUE_MS, waitMaxMs = WAIT_MAX_MS, signal }: FollowOptions,
): AsyncGenerator<readonly ReceiverStatus[], void, void> {
  const endsAtMs = performance.now() + timeoutMs;
  const patient = { attemptsMax: SEND_ATTEMPTS_MAX, ...(signal && { signal }) };
  let told = '';
  let following: MessageNews | undefined;
  try {
    for (let turn = 1; ; turn++) {
      const statusList = await calls.getStatus(id, patient);
      const current = JSON.stringify(statusList);
      if (current !== told) yield statusList;
      told = current;
      if (statusList.length > 0 && statusList.every((status) => findReceipt(status))) return;
      const leftMs = endsAtMs - performance.now();
      if (leftMs <= 0) throw new NoReceiptYet(id, statusList, timeoutMs);
      following ??= news.follow(from ?? (await calls.getMessage(id, patient)).senderHerId, id);
      const waitMs = following.isLive() ? LIVE_WAIT_MAX_MS : backOffMs(turn, WAIT_FIRST_MS, waitMaxMs);
      await following.next(Math.min(leftMs, waitMs), signal);
    }
  } finally {
    following?.stop();
  }
}
