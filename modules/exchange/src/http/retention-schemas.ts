import { type Static, Type } from 'typebox';

const Days = (description: string) => Type.Integer({ minimum: 1, maximum: 36_500, description });

const Rule = Type.Object(
  {
    messageType: Type.String({ minLength: 1, maxLength: 100, description: 'Code of 8279; `*` for all others' }),
    bodyDays: Days('How long the document is kept after it was accepted; 7 at the least'),
    messageDays: Days('How long what is known of it is kept: parties, times, events'),
    keyDays: Days('How long a copy is still known'),
  },
  { additionalProperties: false },
);

export const RulesBody = Type.Object(
  { rules: Type.Array(Rule, { minItems: 1, maxItems: 500 }) },
  { additionalProperties: false },
);
export type RulesBody = Static<typeof RulesBody>;

export const PlanBody = Type.Object({
  token: Type.String({ format: 'uuid', description: 'What a run asks for; good for one run within an hour' }),
  plannedAt: Type.String({ format: 'date-time' }),
  rules: Type.Array(Rule),
  removals: Type.Array(
    Type.Object({
      step: Type.Enum(['body', 'message', 'key'], {
        description: 'What goes: the document, what is known of it, its key',
      }),
      messageType: Type.String(),
      month: Type.String({ description: 'In which it was accepted' }),
      count: Type.Integer(),
      bytes: Type.Integer({ description: 'As stored, about' }),
      oldest: Type.String({ format: 'date-time' }),
      newest: Type.String({ format: 'date-time' }),
    }),
  ),
});
export type PlanBody = Static<typeof PlanBody>;

export const RunOrder = Type.Object({ token: Type.String({ format: 'uuid' }) }, { additionalProperties: false });

export const RunBody = Type.Object({
  removed: Type.Object({ body: Type.Integer(), message: Type.Integer(), key: Type.Integer() }),
  partitionsDropped: Type.Integer(),
  isComplete: Type.Boolean({ description: 'False when there was more than one run may remove: plan again' }),
});
