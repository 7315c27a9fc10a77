import { type Static, Type } from 'typebox';

export const Party = Type.Object({
  herId: Type.Integer(),
  name: Type.Optional(Type.String({ description: 'As the address register has it now' })),
});

const TraceEvent = Type.Object({
  sequence: Type.Integer({ description: 'Order of commit, over all messages' }),
  at: Type.String({ format: 'date-time' }),
  kind: Type.String(),
  receiverHerId: Type.Optional(Type.Integer()),
  by: Type.Optional(Type.String({ description: 'The client that did it' })),
  text: Type.String({ description: 'What happened, in a sentence' }),
  proof: Type.Record(Type.String(), Type.Unknown(), { description: 'The evidence, as it was stored' }),
});

const TraceStatus = Type.Object({
  receiverHerId: Type.Integer(),
  sent: Type.Boolean(),
  transport: Type.Enum(['unconfirmed', 'acknowledged', 'rejected', 'abandoned']),
  transportDueAt: Type.String({ format: 'date-time', description: 'Accepted + 72 hours' }),
  transportLate: Type.Boolean({ description: 'Acknowledged, but not in time' }),
  business: Type.Enum(['awaiting', 'overdue', 'approved', 'approved-with-errors', 'rejected']),
  receiptDueAt: Type.String({ format: 'date-time', description: 'GenDate + 96 hours, where no other limit holds' }),
  receipt: Type.Optional(
    Type.Object({
      id: Type.String(),
      documentId: Type.String(),
      errorCodes: Type.Array(Type.String()),
      receivedAt: Type.String({ format: 'date-time' }),
      late: Type.Boolean(),
    }),
  ),
  seenBySender: Type.Boolean(),
  proofs: Type.Array(Type.Object({ claim: Type.String(), eventSequence: Type.Integer() })),
});

const TraceMessage = Type.Object({
  id: Type.String(),
  kind: Type.Union([Type.Literal('document'), Type.Literal('receipt')]),
  messageId: Type.String({ description: 'MsgId of the document, or Id of the AppRec' }),
  messageType: Type.String(),
  documentType: Type.String(),
  version: Type.String(),
  generatedAt: Type.String({ format: 'date-time' }),
  conversationId: Type.Optional(Type.String()),
  sender: Party,
  receivers: Type.Array(Party),
  acceptedAt: Type.String({ format: 'date-time' }),
  digest: Type.String({ description: 'SHA-256 of the bytes as they came' }),
  sizeBytes: Type.Integer(),
  events: Type.Array(TraceEvent),
  statuses: Type.Array(TraceStatus),
});

export const TraceParams = Type.Object({
  id: Type.String({
    minLength: 1,
    maxLength: 256,
    description: 'Any id of the message: ours, its MsgId, its receipt’s, its conversation’s',
  }),
});

const TraceRefusal = Type.Object(
  {
    messageId: Type.String({ description: 'MsgId of the document, or Id of the AppRec' }),
    messageType: Type.Optional(Type.String()),
    senderHerId: Type.Integer({ description: 'As the call named it' }),
    by: Type.String({ description: 'The client that submitted it' }),
    firstAt: Type.String({ format: 'date-time' }),
    lastAt: Type.String({ format: 'date-time' }),
    times: Type.Integer({ description: 'How often the same bytes came within that hour' }),
    digest: Type.String({ description: 'SHA-256 of the bytes as they came' }),
    sizeBytes: Type.Integer(),
    verdict: Type.String(),
    findings: Type.Array(
      Type.Object({
        rule: Type.String(),
        severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
        path: Type.String(),
        line: Type.Optional(Type.Integer()),
        appRecCode: Type.Optional(Type.String()),
      }),
    ),
    suggestedReceipt: Type.Optional(
      Type.Object(
        { status: Type.Literal('rejected'), errors: Type.Array(Type.Object({ code: Type.String() })) },
        { description: 'What a receiver would have answered, by the codes of 8221' },
      ),
    ),
  },
  { description: 'A document that was refused at the door. Nothing of its content is kept' },
);

export const TraceBody = Type.Object({
  messages: Type.Array(TraceMessage),
  refusals: Type.Array(TraceRefusal),
});
export type TraceBody = Static<typeof TraceBody>;
