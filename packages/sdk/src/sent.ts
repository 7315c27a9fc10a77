import type { CallOptions } from './caller.ts';
import type { MessageCalls, OutgoingMessage, ReceiverStatus } from './messages.ts';
import { findReceipt, NoReceiptYet, type Receipt } from './receipt.ts';
import { backOffMs, pause } from './wait.ts';

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
  /** Longest pause between two looks, in milliseconds: they grow towards it. Default 15 000. */
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

export function sentCalls(calls: MessageCalls) {
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
      return sentMessage(calls, id);
    },

    /** A message that was sent before, to be followed again. Nothing is asked yet. */
    sent: (id: string): Sent => sentMessage(calls, id),
  };
}

function sentMessage(calls: MessageCalls, id: string): Sent {
  const receipts = async (options: FollowOptions = {}): Promise<readonly Receipt[]> => {
    let last: readonly ReceiverStatus[] = [];
    for await (const statusList of followStatus(calls, id, options)) last = statusList;
    return last.map(findReceipt).filter((receipt) => receipt !== undefined);
  };
  return {
    id,
    status: (options) => calls.getStatus(id, options),
    statuses: (options = {}) => followStatus(calls, id, options),
    receipts,
    async receipt(options) {
      const [receipt, ...others] = await receipts(options);
      if (receipt && others.length === 0) return receipt;
      throw new TypeError('the message has several receivers: ask for receipts()');
    },
  };
}

/** Asks often at first, when an answer from a system is likely, and ever less often while people are waited for. */
async function* followStatus(
  calls: MessageCalls,
  id: string,
  { timeoutMs = RECEIPT_DUE_MS, waitMaxMs = WAIT_MAX_MS, signal }: FollowOptions,
): AsyncGenerator<readonly ReceiverStatus[], void, void> {
  const endsAtMs = performance.now() + timeoutMs;
  let told = '';
  for (let turn = 1; ; turn++) {
    const statusList = await calls.getStatus(id, { attemptsMax: SEND_ATTEMPTS_MAX, ...(signal && { signal }) });
    const news = JSON.stringify(statusList);
    if (news !== told) yield statusList;
    told = news;
    if (statusList.length > 0 && statusList.every((status) => findReceipt(status))) return;
    const leftMs = endsAtMs - performance.now();
    if (leftMs <= 0) throw new NoReceiptYet(id, statusList, timeoutMs);
    await pause(Math.min(leftMs, backOffMs(turn, WAIT_FIRST_MS, waitMaxMs)), signal);
  }
}
