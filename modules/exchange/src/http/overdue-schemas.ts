import { type Static, Type } from 'typebox';
import { Party } from './schemas.ts';

export const OverdueQuery = Type.Object(
  {
    after: Type.Optional(
      Type.String({
        pattern:
          '^\\d{1,15}_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}_\\d{1,9}_(transport|receipt)$',
        description: '`next` of the page before',
      }),
    ),
    limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
  },
  { additionalProperties: false },
);

const OverdueLeg = Type.Object({
  id: Type.String({ format: 'uuid' }),
  messageId: Type.String({ description: 'MsgId of the document' }),
  messageType: Type.String(),
  leg: Type.Enum(['transport', 'receipt'], {
    description: '`transport`: nobody has said that they have the document. `receipt`: nobody has answered it',
  }),
  sender: Party,
  receiver: Party,
  transport: Type.String(),
  dueAt: Type.String({ format: 'date-time' }),
});

export const OverdueBody = Type.Object({
  overdue: Type.Array(OverdueLeg),
  next: Type.Optional(Type.String({ description: 'Where the next page goes on; absent on the last' })),
});
export type OverdueBody = Static<typeof OverdueBody>;

export const OverdueSummaryBody = Type.Object({
  receivers: Type.Array(
    Type.Object({
      receiver: Party,
      underOneDay: Type.Integer(),
      oneToThreeDays: Type.Integer(),
      overThreeDays: Type.Integer(),
      oldestDueAt: Type.String({ format: 'date-time' }),
    }),
  ),
});
export type OverdueSummaryBody = Static<typeof OverdueSummaryBody>;
