import { Type } from 'typebox';
import { HerId, HerIds, orNull } from './her-id-schema.ts';

const closed = { additionalProperties: false };

const RejectMessageFilters = Type.Object(
  {
    MessageFunction: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100, examples: ['SVAR_RTG'] }), {
        maxItems: 200,
        uniqueItems: true,
        description: 'Message types (8279) that are refused at the door, at the sender. Receipts always come through',
      }),
    ),
  },
  closed,
);

const MshConfiguration = Type.Object(
  {
    herId: HerId,
    receiveNotificationChannel: Type.Literal('Api'),
    clientLocked: Type.Boolean({
      default: false,
      description: 'This client has the HER-id to itself: others of the organisation get 423 with errorCode 1210',
    }),
    rejectMessageFilters: orNull(RejectMessageFilters),
  },
  closed,
);

export const MshConfigurationsBody = Type.Object(
  { configurations: Type.Array(MshConfiguration, { minItems: 1, maxItems: 1500 }) },
  closed,
);

export const MshConfigurationsQuery = Type.Object({ HerIds }, closed);
