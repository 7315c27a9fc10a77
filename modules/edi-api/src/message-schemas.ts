import { type Static, Type } from 'typebox';
import { HerId, orNull } from './her-id-schema.ts';

/** What EDI 2.0 version 3 says of messages, field names as they are on the wire. */
const closed = { additionalProperties: false };
const text = (maxLength: number, example?: string) =>
  orNull(Type.String({ maxLength, ...(example !== undefined && { examples: [example] }) }));

const messageId = '733be787-0ad0-475a-98b7-00512caa9ccb';

export const IdParams = Type.Object({
  id: Type.String({
    format: 'uuid',
    description: 'The id that POST /messages or a notification has given; not MsgId',
    examples: [messageId],
  }),
});

/** Steers an ebXML envelope; a delivery to a mailbox has none, so there it is evidence of what was said, and no more. */
const TransportMetadataOverrides = Type.Object(
  {
    cpaId: text(256),
    conversationId: text(256),
    service: text(256),
    serviceType: text(256),
    action: text(256),
    senderRole: text(256),
    receiverRole: text(256),
    middlewareName: text(256),
    middlewareVersion: text(256),
    compressPayload: orNull(Type.Boolean()),
  },
  {
    ...closed,
    description: 'Steers an ebXML envelope. A delivery to a mailbox has none: there it is kept as evidence',
  },
);

export const PostMessageBody = Type.Object(
  {
    // No maxLength: the schema check would count every character of it. The body limit holds it.
    businessDocument: Type.String({
      minLength: 1,
      description: 'The document, base64 (RFC 4648 §4); at most 35 MiB before it was encoded',
      examples: ['PE1zZ0hlYWQ+Li4uPC9Nc2dIZWFkPg=='],
    }),
    senderHerId: HerId,
    receiverHerIds: Type.Array(HerId, {
      minItems: 1,
      maxItems: 100,
      uniqueItems: true,
      description: 'Receivers that the document names: its receiver, and those it is copied to',
    }),
    contentType: Type.Literal('application/xml'),
    contentTransferEncoding: Type.Literal('base64'),
    messageTypeIdentificator: orNull(
      Type.String({
        maxLength: 100,
        description: 'The message type (8279). Where it is given it must be the one that stands in the document',
        examples: ['DIALOG_HELSEFAGLIG'],
      }),
    ),
    applicationName: text(100, 'EPJ Front'),
    applicationVersion: text(100, '18.0.8'),
    transportMetadataOverrides: orNull(TransportMetadataOverrides),
  },
  closed,
);

export const IdBody = Type.Object({ id: Type.String({ format: 'uuid', examples: [messageId] }) });

export const MessageBody = Type.Object({
  id: Type.String({ format: 'uuid', examples: [messageId] }),
  senderHerId: Type.Integer({ examples: [8142519] }),
  receiverHerIds: Type.Array(Type.Integer(), { examples: [[8142520]] }),
  businessDocumentId: Type.String({ description: 'MsgId', examples: ['cc169595-bbf0-11dd-9ca9-117f241b4a68'] }),
  businessDocumentGenDate: Type.String({
    description: 'GenDate as it stands in the document',
    examples: ['2026-05-08T08:32:15'],
  }),
  businessDocumentMsgType: Type.String({ examples: ['DIALOG_HELSEFAGLIG'] }),
  contentType: Type.String({ examples: ['application/xml'] }),
});
export type MessageBody = Static<typeof MessageBody>;

export const BusinessDocumentBody = Type.Object({
  businessDocument: Type.String({ description: 'The document as it was sent, base64' }),
  contentType: Type.String({ examples: ['application/xml'] }),
  contentTransferEncoding: Type.String({ examples: ['base64'] }),
});

const AppRecError = Type.Object({
  errorCode: Type.String({ description: 'Code of 8221', examples: ['E10'] }),
  details: Type.Union([Type.String(), Type.Null()]),
});

const AppRecInfo = Type.Object({
  appRecStatus: Type.Enum(['Ok', 'Rejected', 'OkErrorInMessagePart']),
  appRecErrorList: Type.Array(AppRecError),
  appRecId: Type.String({ description: 'The receipt: a message, read with this id' }),
});

const StatusLine = Type.Object({
  receiverHerId: Type.Integer(),
  transportDeliveryState: Type.Enum(['Unconfirmed', 'Acknowledged', 'Rejected', 'Abandoned'], {
    description: 'Acknowledged only by the receiver’s own word or receipt',
  }),
  sent: Type.Boolean(),
  apprecInfo: Type.Union([AppRecInfo, Type.Null()]),
});

export const StatusBody = Type.Object({
  statusList: Type.Array(StatusLine, { description: 'One line for each receiver' }),
});
export type StatusBody = Static<typeof StatusBody>;

const AnsweredError = Type.Object(
  {
    errorCode: Type.String({ minLength: 1, maxLength: 20, description: 'Code of 8221', examples: ['E10'] }),
    details: text(1_000, 'Ugyldig meldings-id'),
    description: text(1_000),
    oid: text(100, '8221'),
  },
  closed,
);

export const PostAppRecBody = Type.Object(
  {
    appRecSenderHerId: HerId,
    // Written as digits by some and as names by others (the digits are those of code system 8258).
    appRecStatus: Type.Enum(['Ok', 'Rejected', 'OkErrorInMessagePart', '1', '2', '3'], {
      description: 'In words, or as the digit of 8258',
    }),
    appRecErrorList: orNull(Type.Array(AnsweredError, { maxItems: 50 })),
    applicationName: text(100, 'EPJ Front'),
    applicationVersion: text(100, '18.0.8'),
    transportMetadataOverrides: orNull(
      Type.Object({ transportSenderHerId: orNull(HerId), transportReceiverHerId: orNull(HerId) }, closed),
    ),
  },
  closed,
);
export type PostAppRecBody = Static<typeof PostAppRecBody>;

export const DownloadedBody = Type.Object({ receiverHerId: HerId }, closed);
