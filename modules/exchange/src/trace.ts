import { type AddressRegister, parseHerId } from '@samband/address-register';
import { MessageNotFound } from './errors.ts';
import type { MessageEvent } from './event.ts';
import type { Ledger } from './ledger.ts';
import { findEvents, findMessages, findRelatedIds, type StoredMessage } from './message-store.ts';
import { ownPartiesOf } from './reading.ts';
import { computeStatuses, type ReceiverStatus } from './status.ts';
import type { Actor } from './submission.ts';

export interface TracedParty {
  readonly herId: number;
  /** With the organisation above it: `Fastlegetjenesten, Solsiden legekontor`. */
  readonly name: string | undefined;
}

/** One message with all that happened to it, in order, and what that proves. */
export interface TracedMessage {
  readonly message: StoredMessage;
  readonly sender: TracedParty;
  readonly receivers: readonly TracedParty[];
  readonly events: readonly (MessageEvent & { readonly text: string })[];
  /** Empty for a receipt: it is the end of a conversation leg and is not itself answered. */
  readonly statuses: readonly ReceiverStatus[];
}

/**
 * Everything known of a message, under any of its ids: our own, its MsgId, its receipt's, its conversation's.
 * With an actor, only what its organisation is a party to; without, everything (the operator). Errors: MessageNotFound.
 */
export function createTrace(ledger: Ledger, register: AddressRegister, now: () => Date) {
  return async (anyId: string, actor?: Actor): Promise<TracedMessage[]> => {
    const found = await findMessages(ledger.database, await findRelatedIds(ledger.database, anyId));
    const visible = actor ? await ownMessages(register, found, actor) : found;
    if (visible.length === 0) throw new MessageNotFound(anyId);
    const ids = visible.map((message) => message.id);
    const events = await findEvents(ledger.database, ids);
    const names = await namesOf(register, visible);
    return visible.map((message) => traceOf(message, events, names, now()));
  };
}

async function ownMessages(register: AddressRegister, messages: readonly StoredMessage[], actor: Actor) {
  const own = [];
  for (const message of messages) {
    if ((await ownPartiesOf(register, message, actor)).length > 0) own.push(message);
  }
  return own;
}

async function namesOf(register: AddressRegister, messages: readonly StoredMessage[]): Promise<Map<number, string>> {
  const herIds = new Set(messages.flatMap((message) => [message.senderHerId, ...message.receiverHerIds]));
  const parties = await register.findParties([...herIds].map((herId) => parseHerId(herId)));
  return new Map(
    parties.map(({ herId, name, parentName }) => [herId, parentName === undefined ? name : `${name}, ${parentName}`]),
  );
}

function traceOf(
  message: StoredMessage,
  allEvents: readonly MessageEvent[],
  names: ReadonlyMap<number, string>,
  now: Date,
): TracedMessage {
  const events = allEvents.filter((event) => event.messageId === message.id);
  const named = (herId: number): TracedParty => ({ herId, name: names.get(herId) });
  return {
    message,
    sender: named(message.senderHerId),
    receivers: message.receiverHerIds.map(named),
    events: events.map((event) => ({ ...event, text: describe(event) })),
    statuses: message.kind === 'receipt' ? [] : computeStatuses(events, message.generatedAt, now),
  };
}

/** What happened, in a sentence. */
export function describe(event: MessageEvent): string {
  switch (event.kind) {
    case 'accepted':
      return `Accepted: checked against its standard and committed to disk, ${event.proof.sizeBytes} bytes`;
    case 'delivered':
      return `Put in the mailbox of ${event.proof.name}, in the same commit`;
    case 'fetched':
      return `Read by ${event.receiverHerId === undefined ? 'the sender' : 'the receiver'}’s system`;
    case 'downloaded':
      return 'Taken in: the receiver’s system says that it has the document';
    case 'receipt-matched':
      return `Answered: ${receiptWords(event.proof.status, event.proof.errors)}`;
    case 'receipt-seen':
      return 'The answer has reached the sender’s system';
    case 'false-reunion-refused':
      return 'Another document with the same MsgId was refused';
  }
}

function receiptWords(status: '1' | '2' | '3', errors: readonly { code: string }[]): string {
  const codes = errors.map((error) => error.code).join(', ');
  if (status === '1') return 'approved by the receiver (AppRec 1)';
  return status === '2' ? `rejected by the receiver (AppRec 2: ${codes})` : `approved with errors (AppRec 3: ${codes})`;
}
