import type { CallOptions } from './caller.ts';
import type { TraceMessageAnswer } from './generated/api.ts';
import type { Operate } from './operation.ts';

/** All that is known under an id. */
export type Traced = TraceMessageAnswer;
export type TracedMessage = Traced['messages'][number];
export type TracedParty = TracedMessage['sender'];
/** One thing that happened to a message, with its evidence. More kinds come with time: show what you do not know as it is. */
export type TraceEvent = TracedMessage['events'][number];
/** Where one receiver stands, computed by the network from the events. */
export type TraceStatus = TracedMessage['statuses'][number];
export type BusinessState = TraceStatus['business'];
/** A document that was refused at the door, and what was found in it. */
export type TracedRefusal = Traced['refusals'][number];

export function traceCalls(operate: Operate) {
  return {
    /** As trace, with what was refused at the door under that MsgId. */
    async traceWithRefusals(anyId: string, options: CallOptions = {}): Promise<Traced> {
      const { messages, refusals = [] } = await operate('traceMessage', { path: { id: anyId } }, options);
      return { messages, refusals };
    },

    /** Everything known under an id, whichever it is: ours, the sender's MsgId, a receipt's, a conversation's. */
    async trace(anyId: string, options: CallOptions = {}): Promise<readonly TracedMessage[]> {
      return (await operate('traceMessage', { path: { id: anyId } }, options)).messages;
    },
  };
}
