import { randomUUID } from 'node:crypto';
import { isDomainError } from '@samband/errors';
import { type DocumentHeader, type PartyAddress, readdress, readHeader } from '@samband/standards';
import { WrongUsage } from '../wrong-usage.ts';

export interface Wish {
  readonly bytes: Uint8Array;
  readonly from?: number | undefined;
  readonly to?: readonly number[] | undefined;
  /** Send the bytes as they are, whatever the document says. */
  readonly asIs: boolean;
}

/** One document to hand over. */
export interface Copy {
  readonly bytes: Uint8Array;
  readonly senderHerId: number;
  readonly receiverHerIds: readonly number[];
  /** MsgId, where the document could be read. */
  readonly messageId?: string;
  /** What was changed in it, in words; empty when nothing. */
  readonly changes: readonly string[];
}

/**
 * The document as it is when it names the parties that were asked for; otherwise a re-addressed copy for each receiver,
 * with a MsgId and a time of its own: the same MsgId with other content would be a false reunion (HITS 1172 §5.8.2).
 * @param addressOf looks a party up in the address register
 */
export async function planSending(wish: Wish, addressOf: (herId: number) => Promise<PartyAddress>): Promise<Copy[]> {
  const header = findHeader(wish.bytes);
  const named = header ? namedReceivers(header) : [];
  const senderHerId = wish.from ?? header?.sender.herId;
  const receiverHerIds = wish.to ?? named;
  if (senderHerId === undefined) throw unaddressed('sender', '--from');
  if (receiverHerIds.length === 0) throw unaddressed('receiver', '--to');

  const isSame = senderHerId === header?.sender.herId && receiverHerIds.every((herId) => named.includes(herId));
  if (!header || wish.asIs || isSame) {
    const { bytes } = wish;
    return [{ bytes, senderHerId, receiverHerIds, ...(header && { messageId: header.messageId }), changes: [] }];
  }
  const sender = await addressOf(senderHerId);
  const receivers = await Promise.all(receiverHerIds.map(addressOf));
  return receivers.map((receiver) => readdressedCopy(wish.bytes, sender, receiver));
}

function readdressedCopy(original: Uint8Array, sender: PartyAddress, receiver: PartyAddress): Copy {
  const messageId = randomUUID();
  const { bytes, changes } = readdress(original, { sender, receiver, messageId, generatedAt: new Date() });
  return { bytes, senderHerId: sender.unit.herId, receiverHerIds: [receiver.unit.herId], messageId, changes };
}

/** A header that cannot be read is no reason to stop: the network decides, and says what is wrong. */
function findHeader(bytes: Uint8Array): DocumentHeader | undefined {
  try {
    return readHeader(bytes);
  } catch (thrown) {
    if (isDomainError(thrown)) return undefined;
    throw thrown;
  }
}

function namedReceivers(header: DocumentHeader): number[] {
  return header.receivers.map(({ herId }) => herId).filter((herId) => herId !== undefined);
}

function unaddressed(role: 'sender' | 'receiver', option: string): WrongUsage {
  return new WrongUsage(`The document names no HER-id for its ${role}.`, `Say which with ${option} <herId>.`);
}
