import { type Static, Type } from 'typebox';

/** The shapes of EDI 2.0 version 3, field names as they are on the wire. */
const HerId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const optionalText = (maxLength: number) => Type.Optional(Type.Union([Type.String({ maxLength }), Type.Null()]));

export const IdParams = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** Steers an ebXML envelope; a delivery to a mailbox has none, so here it is taken in and has no effect. */
const TransportMetadataOverrides = Type.Object(
  {
    cpaId: optionalText(256),
    conversationId: optionalText(256),
    service: optionalText(256),
    serviceType: optionalText(256),
    action: optionalText(256),
    senderRole: optionalText(256),
    receiverRole: optionalText(256),
    middlewareName: optionalText(256),
    middlewareVersion: optionalText(256),
    compressPayload: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
  },
  { additionalProperties: false },
);

export const PostMessageBody = Type.Object(
  {
    // No maxLength: the schema check would count every character of it. The body limit holds it.
    businessDocument: Type.String({ minLength: 1, description: 'The document, base64' }),
    senderHerId: HerId,
    receiverHerIds: Type.Array(HerId, { minItems: 1, maxItems: 100, uniqueItems: true }),
    contentType: Type.Literal('application/xml'),
    contentTransferEncoding: Type.Literal('base64'),
    messageTypeIdentificator: optionalText(100),
    applicationName: optionalText(100),
    applicationVersion: optionalText(100),
    transportMetadataOverrides: Type.Optional(Type.Union([TransportMetadataOverrides, Type.Null()])),
  },
  { additionalProperties: false },
);

export const IdBody = Type.Object({ id: Type.String({ format: 'uuid' }) });

export const MessageBody = Type.Object({
  id: Type.String(),
  senderHerId: Type.Integer(),
  receiverHerIds: Type.Array(Type.Integer()),
  businessDocumentId: Type.String({ description: 'MsgId' }),
  businessDocumentGenDate: Type.String({ description: 'GenDate as it stands in the document' }),
  businessDocumentMsgType: Type.String(),
  contentType: Type.String(),
});
export type MessageBody = Static<typeof MessageBody>;

export const BusinessDocumentBody = Type.Object({
  businessDocument: Type.String(),
  contentType: Type.String(),
  contentTransferEncoding: Type.String(),
});

const AppRecError = Type.Object({
  errorCode: Type.String(),
  details: Type.Union([Type.String(), Type.Null()]),
});

export const StatusBody = Type.Object({
  statusList: Type.Array(
    Type.Object({
      receiverHerId: Type.Integer(),
      transportDeliveryState: Type.Enum(['Unconfirmed', 'Acknowledged', 'Rejected', 'Abandoned']),
      sent: Type.Boolean(),
      apprecInfo: Type.Union([
        Type.Object({
          appRecStatus: Type.Enum(['Ok', 'Rejected', 'OkErrorInMessagePart']),
          appRecErrorList: Type.Array(AppRecError),
          appRecId: Type.String(),
        }),
        Type.Null(),
      ]),
    }),
  ),
});
export type StatusBody = Static<typeof StatusBody>;

export const PostAppRecBody = Type.Object(
  {
    appRecSenderHerId: HerId,
    // Written as digits by some and as names by others (the digits are those of code system 8258).
    appRecStatus: Type.Enum(['Ok', 'Rejected', 'OkErrorInMessagePart', '1', '2', '3']),
    appRecErrorList: Type.Optional(
      Type.Union([
        Type.Array(
          Type.Object(
            {
              errorCode: Type.String({ minLength: 1, maxLength: 20 }),
              details: optionalText(1_000),
              description: optionalText(1_000),
              oid: optionalText(100),
            },
            { additionalProperties: false },
          ),
          { maxItems: 50 },
        ),
        Type.Null(),
      ]),
    ),
    applicationName: optionalText(100),
    applicationVersion: optionalText(100),
    transportMetadataOverrides: Type.Optional(
      Type.Union([
        Type.Object(
          {
            transportSenderHerId: Type.Optional(Type.Union([HerId, Type.Null()])),
            transportReceiverHerId: Type.Optional(Type.Union([HerId, Type.Null()])),
          },
          { additionalProperties: false },
        ),
        Type.Null(),
      ]),
    ),
  },
  { additionalProperties: false },
);
export type PostAppRecBody = Static<typeof PostAppRecBody>;

export const DownloadedBody = Type.Object({ receiverHerId: HerId }, { additionalProperties: false });

export const NotificationsQuery = Type.Object(
  {
    HerIds: Type.Array(HerId, { minItems: 1, maxItems: 1500, uniqueItems: true }),
    Offset: Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'The last offset that you have seen; 0 starts at the beginning',
    }),
    NotificationsToFetch: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
  },
  { additionalProperties: false },
);

export const NotificationsBody = Type.Object({
  notifications: Type.Array(
    Type.Object({
      notificationId: Type.String(),
      relatedMessageId: Type.String(),
      type: Type.String(),
      notificationReceiverHerId: Type.Integer(),
      notificationTriggeredByHerId: Type.Integer(),
      description: Type.String(),
      createdAt: Type.String({ format: 'date-time' }),
      offset: Type.Integer(),
    }),
  ),
});

export const MshConfigurationsBody = Type.Object(
  {
    configurations: Type.Array(
      Type.Object(
        {
          herId: HerId,
          receiveNotificationChannel: Type.Literal('Api'),
          clientLocked: Type.Boolean({ default: false }),
          rejectMessageFilters: Type.Optional(
            Type.Union([
              Type.Object(
                {
                  MessageFunction: Type.Optional(
                    Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 200, uniqueItems: true }),
                  ),
                },
                { additionalProperties: false },
              ),
              Type.Null(),
            ]),
          ),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 1500 },
    ),
  },
  { additionalProperties: false },
);

export const MshConfigurationsQuery = Type.Object(
  { HerIds: Type.Array(HerId, { minItems: 1, maxItems: 1500, uniqueItems: true }) },
  { additionalProperties: false },
);

export const PingBody = Type.Object({
  response: Type.Literal('Pong'),
  timestampUtc: Type.String({ format: 'date-time' }),
});
