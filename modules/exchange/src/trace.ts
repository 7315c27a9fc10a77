import type { AddressRegister } from '@samband/address-register';
import type { Deadlines } from './deadlines.ts';
import { describe } from './describe.ts';
import { MessageNotFound } from './errors.ts';
import type { MessageEvent } from './event.ts';
import { findEvents } from './event-store.ts';
import type { Ledger } from './ledger.ts';
import { findMessages, findRelatedIds, type StoredMessage } from './message-store.ts';
import { namesOf } from './names.ts';
import { ownPartiesOf } from './reading.ts';
import { findRefusals, type Refusal } from './refusal.ts';
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
export function createTrace(ledger: Ledger, register: AddressRegister, now: () => Date, deadlines: Deadlines) {
  async function traceMessages(anyId: string, actor?: Actor): Promise<TracedMessage[]> {
    const ids = await findRelatedIds(ledger.database, anyId, actor?.organizationNumber);
    const seen = await visibleTo(register, await findMessages(ledger.database, ids), actor);
    if (seen.length === 0) return [];
    const events = await findEvents(
      ledger.database,
      seen.map(({ message }) => message.id),
    );
    const names = await namesOf(
      register,
      seen.flatMap(({ message }) => [message.senderHerId, ...message.receiverHerIds]),
    );
    return seen.map((visible) => traceOf(visible, events, names, now(), deadlines));
  }

  return {
    async trace(anyId: string, actor?: Actor): Promise<TracedMessage[]> {
      const messages = await traceMessages(anyId, actor);
      if (messages.length === 0) throw new MessageNotFound(anyId);
      return messages;
    },

    /** As trace, with what was refused under that MsgId; a document that was only ever refused is found too. */
    async traceWithRefusals(anyId: string, actor?: Actor): Promise<Traced> {
      const messages = await traceMessages(anyId, actor);
      const refusals = await findRefusals(ledger.database, anyId, actor);
      if (messages.length === 0 && refusals.length === 0) throw new MessageNotFound(anyId);
      return { messages, refusals };
    },
  };
}

/** What is known under an id. */
export interface Traced {
  readonly messages: readonly TracedMessage[];
  /** Documents that were refused at the door, newest first. */
  readonly refusals: readonly Refusal[];
}

/** A message, and whether what this receiver has done with it may be told. */
interface Visible {
  readonly message: StoredMessage;
  readonly tellsOf: (receiverHerId: number) => boolean;
}

/** The operator and the sender are told of every receiver, a receiver of itself; whoever is no party, of nothing. */
async function visibleTo(
  register: AddressRegister,
  messages: readonly StoredMessage[],
  actor: Actor | undefined,
): Promise<Visible[]> {
  if (!actor) return messages.map((message) => ({ message, tellsOf: () => true }));
  const visible: Visible[] = [];
  for (const message of messages) {
    const own = await ownPartiesOf(register, message, actor);
    const isSender = own.includes(message.senderHerId);
    if (own.length > 0) visible.push({ message, tellsOf: (herId) => isSender || own.includes(herId) });
  }
  return visible;
}

function traceOf(
  { message, tellsOf }: Visible,
  allEvents: readonly MessageEvent[],
  names: ReadonlyMap<number, string>,
  now: Date,
  deadlines: Deadlines,
): TracedMessage {
  const isTold = ({ receiverHerId }: MessageEvent) => receiverHerId === undefined || tellsOf(receiverHerId);
  const events = allEvents.filter((event) => event.messageId === message.id && isTold(event));
  const named = (herId: number): TracedParty => ({ herId, name: names.get(herId) });
  return {
    message,
    sender: named(message.senderHerId),
    receivers: message.receiverHerIds.map(named),
    events: events.map((event) => ({ ...event, text: describe(event) })),
    statuses: message.kind === 'receipt' ? [] : computeStatuses(events, message, now, deadlines),
  };
}
