import type { AddressRegister } from '@samband/address-register';
import { readReceipt } from '@samband/standards';
import { assertActsFor, findOwned } from './acting-for.ts';
import { unpackBody } from './body.ts';
import type { Deadlines } from './deadlines.ts';
import { largeDocumentBytes } from './document-work.ts';
import { BodyRemoved, MessageNotFound, NotAReceiver } from './errors.ts';
import { openLargeBody, readLargeBody } from './large-body.ts';
import type { Ledger } from './ledger.ts';
import { asUuid, type StoredMessage } from './message-store.ts';
import type { FeedQuery, Notification } from './notification.ts';
import { computeStatuses, type ReceiverStatus } from './status.ts';
import type { Actor } from './submission.ts';

export type Reading = ReturnType<typeof createReading>;

/** What the parties of a message may read of it. Each reading of a document is an event, on disk before the answer. */
export function createReading(ledger: Ledger, register: AddressRegister, now: () => Date, deadlines: Deadlines) {
  /** The message, if the actor's organisation is a party to it. Errors: MessageNotFound, also when it is somebody else's. */
  async function getMessage(id: string, actor: Actor): Promise<StoredMessage & { ownHerIds: number[] }> {
    const message = asUuid(id) ? await ledger.messages.find(id.toLowerCase()) : undefined;
    const ownHerIds = message ? await ownPartiesOf(register, message, actor) : [];
    if (!message || ownHerIds.length === 0) throw new MessageNotFound(id);
    return { ...message, ownHerIds };
  }

  async function bytesOf({ id, sizeBytes }: StoredMessage): Promise<Buffer> {
    if (sizeBytes > largeDocumentBytes) return readLargeBody(ledger.database, id, sizeBytes);
    const packed = await ledger.messages.findBody(id);
    if (!packed) throw new BodyRemoved(id);
    return unpackBody(packed, sizeBytes);
  }

  /** The document byte for byte as it was sent. Errors: MessageNotFound, BodyRemoved. */
  async function readBusinessDocument(id: string, actor: Actor): Promise<Buffer> {
    const message = await getMessage(id, actor);
    const bytes = await bytesOf(message);
    await noteFetched(message, actor);
    return bytes;
  }

  /** The same in pieces, for one that is large. Errors: MessageNotFound; what breaks off while reading breaks the loop. */
  async function openBusinessDocument(id: string, actor: Actor): Promise<AsyncIterable<Buffer>> {
    const message = await getMessage(id, actor);
    const pieces = await openLargeBody(ledger.database, id, message.sizeBytes);
    await noteFetched(message, actor);
    return pieces;
  }

  async function noteFetched(message: StoredMessage & { ownHerIds: number[] }, actor: Actor): Promise<void> {
    const receiverHerId = message.receiverHerIds.find((herId) => message.ownHerIds.includes(herId));
    await ledger.record({
      messageId: message.id,
      receiverHerId,
      kind: 'fetched',
      occurredAt: now(),
      proof: { ...whoIs(actor), digest: message.digest },
    });
    if (receiverHerId !== undefined) await noteReceiptSeen(message, actor);
  }

  /** The receiver's system says that it has the document; saying it again changes nothing. Errors: NotYourParty, NotAReceiver. */
  async function markDownloaded(id: string, receiverHerId: number, actor: Actor): Promise<void> {
    await assertActsFor(register, actor, [receiverHerId]);
    const message = await getMessage(id, actor);
    if (!message.receiverHerIds.includes(receiverHerId)) throw new NotAReceiver(id, receiverHerId);
    await ledger.record({
      messageId: id,
      receiverHerId,
      kind: 'downloaded',
      occurredAt: now(),
      proof: whoIs(actor),
      ...(message.kind === 'document' && {
        notify: { herId: message.senderHerId, kind: 'MessageDeliveryStateUpdated' },
      }),
    });
    await noteReceiptSeen(message, actor);
  }

  /** When a receipt reaches the system that waited for it, the original's answer is proven to be seen. */
  async function noteReceiptSeen(message: StoredMessage, actor: Actor): Promise<void> {
    if (message.answersMessageId !== undefined) await recordSeen(message.answersMessageId, message.senderHerId, actor);
  }

  function recordSeen(messageId: string, receiverHerId: number, actor: Actor): Promise<boolean> {
    return ledger.record({ messageId, receiverHerId, kind: 'receipt-seen', occurredAt: now(), proof: whoIs(actor) });
  }

  /**
   * What may be said of the message, receiver by receiver: to the sender of all, to a receiver of itself only. That the
   * sender was told of an answer is itself recorded. Errors: MessageNotFound.
   */
  async function getStatuses(id: string, actor: Actor): Promise<ReceiverStatus[]> {
    const message = await getMessage(id, actor);
    const statuses = computeStatuses(await ledger.readProofs(message.id), message, now(), deadlines);
    if (!message.ownHerIds.includes(message.senderHerId)) {
      const own = statuses.filter((status) => message.ownHerIds.includes(status.receiverHerId));
      return Promise.all(own.map(withErrorTexts));
    }
    const news = statuses.filter((status) => status.receipt && !status.isSeen);
    await Promise.all(news.map((status) => recordSeen(id, status.receiverHerId, actor)));
    return Promise.all(statuses.map(withErrorTexts));
  }

  /** The free text of an error stands only in the receipt itself: it may speak of the patient. Its code outlives it. */
  async function withErrorTexts(status: ReceiverStatus): Promise<ReceiverStatus> {
    if (!status.receipt || status.receipt.errors.length === 0) return status;
    const receipt = await ledger.messages.find(status.receipt.messageId);
    if (!receipt) return status;
    const bytes = await bytesOf(receipt).catch(absentWhenRemoved);
    return bytes ? { ...status, receipt: { ...status.receipt, errors: readReceipt(bytes).errors } } : status;
  }

  /** The feed of some HER-ids after an offset, or after one for each, in commit order. Errors: NotYourParty, CommunicationPartyNotFound. */
  async function notifications(query: FeedQuery, actor: Actor): Promise<Notification[]> {
    await assertActsFor(register, actor, query.herIds);
    return ledger.readFeed(query);
  }

  return {
    getMessage,
    bytesOf,
    readBusinessDocument,
    openBusinessDocument,
    markDownloaded,
    getStatuses,
    notifications,
  };
}

/**
 * The parties of a message that belong to the actor's organisation: those that did when it was accepted, and where none
 * did, those that have come to it since (a municipality that has merged reads what was sent to the old one).
 */
export async function ownPartiesOf(register: AddressRegister, message: StoredMessage, actor: Actor): Promise<number[]> {
  const herIds = [...new Set([message.senderHerId, ...message.receiverHerIds])];
  const then = herIds.filter((herId) => message.organizationNumbers[herId] === actor.organizationNumber);
  if (then.length > 0) return then;
  const parties = await findOwned(register, actor, herIds);
  return parties.map((party) => party.herId);
}

function absentWhenRemoved(error: unknown): undefined {
  if (!(error instanceof BodyRemoved)) throw error;
}

function whoIs({ clientId, organizationNumber }: Actor): Actor {
  return { clientId, organizationNumber };
}
