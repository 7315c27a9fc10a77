import type { PackedBody } from './body.ts';
import type { StoredMessage } from './message-store.ts';

/** Of a message that was accepted by this node: what never changes. */
export interface RecentMessage {
  readonly message: StoredMessage;
  readonly body: PackedBody;
}

/** Longer ago than this is not recent, so that no rule of retention (days at the least) can be younger than a memory. */
const ageMaxMs = 3_600_000;
/** What a message takes beside its body, about. */
const factsBytes = 2_000;

/**
 * The messages that this node has accepted last, within a number of bytes. Nearly all that is asked about a message is
 * asked in the minutes after it came, and what is kept here is never changed by anybody: so it may be told without asking
 * the database. Whatever is not here (other nodes' messages, older ones) is asked of the database as before.
 */
export interface RecentMessages {
  readonly keep: (recent: RecentMessage) => void;
  readonly find: (id: string) => RecentMessage | undefined;
  /** Id of the document with this MsgId from this sender. */
  readonly idOf: (senderHerId: number, documentId: string) => string | undefined;
  /** Id of the receipt that this receiver has answered the document with. Undefined does not say that there is none. */
  readonly receiptOf: (originalMessageId: string, receiverHerId: number) => string | undefined;
  readonly bytes: () => number;
}

export function createRecentMessages(bytesMax: number, nowMs: () => number = Date.now): RecentMessages {
  // Maps keep the order in which things were put in: the oldest is always the first.
  const byId = new Map<string, RecentMessage>();
  const ids = new Map<string, string>();
  const receipts = new Map<string, string>();
  let bytes = 0;

  function forget(recent: RecentMessage): void {
    const { message } = recent;
    byId.delete(message.id);
    ids.delete(documentOf(message));
    receipts.delete(placeOf(message));
    bytes -= sizeOf(recent);
  }

  function forgetOldest(): void {
    for (const recent of byId.values()) {
      if (bytes <= bytesMax && isRecent(recent)) return;
      forget(recent);
    }
  }

  function isRecent({ message }: RecentMessage): boolean {
    return nowMs() - madeAtMs(message.id) < ageMaxMs;
  }

  function find(id: string): RecentMessage | undefined {
    const recent = byId.get(id);
    return recent && isRecent(recent) ? recent : undefined;
  }

  return {
    keep(recent) {
      const { message } = recent;
      if (sizeOf(recent) > bytesMax / 8 || byId.has(message.id)) return;
      byId.set(message.id, recent);
      ids.set(documentOf(message), message.id);
      if (message.answersMessageId !== undefined && message.receiverHerIds.length > 0) {
        receipts.set(placeOf(message), message.id);
      }
      bytes += sizeOf(recent);
      forgetOldest();
    },
    find,
    idOf: (senderHerId, documentId) => ids.get(`${senderHerId} ${documentId}`),
    receiptOf: (originalMessageId, receiverHerId) => receipts.get(`${originalMessageId} ${receiverHerId}`),
    bytes: () => bytes,
  };
}

function documentOf({ senderHerId, documentId }: StoredMessage): string {
  return `${senderHerId} ${documentId}`;
}

function placeOf({ answersMessageId, senderHerId }: StoredMessage): string {
  return `${answersMessageId} ${senderHerId}`;
}

function sizeOf({ body }: RecentMessage): number {
  return body.content.byteLength + factsBytes;
}

/** The first 48 bits of a UUID v7. */
function madeAtMs(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
