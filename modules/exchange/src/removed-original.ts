import { type AddressRegister, parseHerId, type Receiver } from '@samband/address-register';
import { originalFromFacts } from '@samband/standards';
import type { StoredMessage } from './message-store.ts';

type Party = Parameters<typeof originalFromFacts>[0]['sender'];

/**
 * What a receipt is written from when its document has been removed: a late answer must be taken (HITS 1168), and the
 * metadata tell who was written to, when and about what. The names are those of the register when it was accepted.
 * Errors: CommunicationPartyNotFound, PartyNotActive.
 */
export async function removedOriginal(
  register: AddressRegister,
  original: StoredMessage,
  receiverHerId: number,
): Promise<Uint8Array> {
  const herIds = [original.senderHerId, receiverHerId].map((herId) => parseHerId(herId));
  const [sender, receiver] = await register.resolveReceivers(herIds, original.acceptedAt);
  if (!sender || !receiver) throw new TypeError('the register gave fewer parties than were asked for');
  return originalFromFacts({
    messageId: original.documentId,
    messageType: original.messageType,
    generatedAt: original.generatedText,
    documentType: original.documentType,
    ...(original.version !== '' && { version: original.version }),
    sender: partyOf(sender),
    receiver: partyOf(receiver),
  });
}

function partyOf({ herId, name, kind, parentHerId, parentName }: Receiver): Party {
  const unit = { kind: kind.includes('person') ? ('person' as const) : ('service' as const), name, herId };
  return { organization: { name: parentName ?? name, herId: parentHerId ?? herId }, unit };
}
