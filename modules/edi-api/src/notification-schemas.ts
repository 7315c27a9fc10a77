import { Type } from 'typebox';
import { HerIds } from './her-id-schema.ts';

const closed = { additionalProperties: false };
const notificationId = '17aaeaa7-fa1e-8b60-a8e9-bdc31718dfc9';

const offset = { minimum: 0, maximum: Number.MAX_SAFE_INTEGER, examples: [45460] };
const NotificationsToFetch = Type.Integer({ minimum: 1, maximum: 1000, default: 100 });

export const NotificationsQuery = Type.Object(
  {
    HerIds,
    Offset: Type.Integer({ ...offset, description: 'The last offset that you have seen; 0 starts at the beginning' }),
    NotificationsToFetch,
  },
  closed,
);

export const StreamQuery = Type.Object(
  {
    HerIds,
    Offset: Type.Optional(
      Type.Integer({
        ...offset,
        description: 'The last offset that you have seen: what came after it is sent first. Left out: only what is new',
      }),
    ),
  },
  closed,
);

export const UnreadQuery = Type.Object({ HerIds, NotificationsToFetch }, closed);
export const UnreadStreamQuery = Type.Object({ HerIds }, closed);

const NotificationType = Type.Enum([
  'NewMessage',
  'RefusedMessage',
  'MessageSentStateUpdated',
  'MessageApprecInfoUpdated',
  'MessageDeliveryStateUpdated',
]);

const unreadFields = {
  notificationId: Type.String({ format: 'uuid', examples: [notificationId] }),
  relatedMessageId: Type.String({ format: 'uuid', description: 'The message that it is about' }),
  type: NotificationType,
  notificationReceiverHerId: Type.Integer({ examples: [8142520] }),
};

const NotificationLine = Type.Object({
  ...unreadFields,
  notificationTriggeredByHerId: Type.Integer({ examples: [8142519] }),
  description: Type.String({ examples: ['A new message is available for download.'] }),
  createdAt: Type.String({ format: 'date-time' }),
  offset: Type.Integer({ description: 'Grows in commit order over the whole network, with gaps', examples: [45460] }),
});

export const NotificationsBody = Type.Object({ notifications: Type.Array(NotificationLine) });

export const UnreadBody = Type.Object({ unreadNotifications: Type.Array(Type.Object(unreadFields)) });

export const DeleteNotificationsBody = Type.Object(
  {
    notificationIds: Type.Array(Type.String({ format: 'uuid', examples: [notificationId] }), {
      minItems: 1,
      maxItems: 1000,
      description: 'Ids of notifications, not of messages',
    }),
  },
  closed,
);
