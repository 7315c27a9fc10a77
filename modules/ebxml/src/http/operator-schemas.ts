import { Type } from 'typebox';

export const MailboxParams = Type.Object({ address: Type.String({ minLength: 3, maxLength: 320 }) });

export const MailboxOrderBody = Type.Object({
  herId: Type.Integer({ minimum: 1, description: 'Whose it is' }),
  userName: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\s]+$' }),
  password: Type.String({ minLength: 12, maxLength: 200 }),
  sizeMaxBytes: Type.Optional(Type.Integer({ minimum: 1_000_000, maximum: 1_099_511_627_776 })),
  keptDays: Type.Optional(
    Type.Integer({ minimum: 7, maximum: 3_650, description: 'How long a mail waits before no more are taken in' }),
  ),
});

export const MailboxBody = Type.Object({
  address: Type.String(),
  herId: Type.Integer(),
  userName: Type.String(),
  sizeMaxBytes: Type.Integer(),
  keptDays: Type.Integer(),
  openedAt: Type.String({ format: 'date-time' }),
});

export const MailboxesBody = Type.Object({
  mailboxes: Type.Array(
    Type.Object({
      ...MailboxBody.properties,
      state: Type.Enum(['open', 'full', 'not-fetched'], {
        description: '`not-fetched`: a mail has waited longer than it may. Unless `open`, those who send are told 452',
      }),
      mailCount: Type.Integer(),
      mailBytes: Type.Integer(),
      oldestCameAt: Type.Optional(Type.String({ format: 'date-time', description: 'Of the mails that wait' })),
    }),
  ),
});

export const RuleCountsQuery = Type.Object({
  from: Type.String({ format: 'date', description: 'From this day on, in Norwegian time' }),
  partner: Type.Optional(Type.Integer({ minimum: 0, description: 'HER-id; 0 for what named nobody' })),
});

export const RuleCountsBody = Type.Object({
  ruleCounts: Type.Array(
    Type.Object({
      partnerHerId: Type.Integer(),
      rule: Type.String({ description: 'By the numbers of HITS 1172' }),
      severity: Type.String(),
      day: Type.String({ format: 'date' }),
      count: Type.Integer(),
      lastId: Type.String({ description: 'Of what was received: the newest that broke it' }),
    }),
  ),
});
