import { type Static, Type } from 'typebox';

const Words = Type.Object({
  message: Type.String(),
  fix: Type.Optional(Type.String({ description: 'How to mend it' })),
});

const Finding = Type.Object({
  rule: Type.String({ description: 'Id of the rule; it does not change' }),
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
  path: Type.String({ description: 'MsgHead/MsgInfo/Sender: names as the standard has them; empty for the whole' }),
  line: Type.Optional(Type.Integer()),
  nb: Words,
  en: Words,
  appRecCode: Type.Optional(Type.String({ description: '8221 code that a receiver answers with' })),
  source: Type.Optional(Type.String({ description: 'Standard and section' })),
  raw: Type.Optional(Type.String({ description: 'What the schema processor said' })),
});

const Level = Type.Object({
  name: Type.Optional(Type.String()),
  herId: Type.Optional(Type.Integer()),
  ids: Type.Array(Type.Object({ value: Type.String(), type: Type.String() })),
});

const Party = Type.Object({
  role: Type.Optional(Type.Union([Type.Literal('primary'), Type.Literal('copy')])),
  herId: Type.Optional(Type.Integer()),
  level1: Type.Optional(Level),
  level2: Type.Optional(
    Type.Interface([Level], {
      kind: Type.Union([Type.Literal('service'), Type.Literal('person'), Type.Literal('department')]),
    }),
  ),
});

const ReceiptContent = Type.Object({
  status: Type.Union([Type.Literal('1'), Type.Literal('2'), Type.Literal('3')], { description: '8258' }),
  errors: Type.Array(
    Type.Object({
      code: Type.String(),
      display: Type.Optional(Type.String()),
      text: Type.Optional(Type.String()),
    }),
  ),
  original: Type.Object({ messageType: Type.String(), issueDate: Type.String(), messageId: Type.String() }),
});

const Header = Type.Object({
  kind: Type.Union([Type.Literal('document'), Type.Literal('receipt')]),
  messageType: Type.String(),
  messageTypeDisplay: Type.Optional(Type.String()),
  messageId: Type.String(),
  generatedAt: Type.Object({
    text: Type.String({ description: 'As it stands in the document' }),
    instant: Type.String({ format: 'date-time' }),
    zoneAssumed: Type.Boolean(),
  }),
  sender: Party,
  receivers: Type.Array(Party),
  conversation: Type.Optional(Type.Object({ refToParent: Type.String(), refToConversation: Type.String() })),
  patientPresent: Type.Boolean(),
  processingStatus: Type.Optional(Type.String()),
  attachments: Type.Array(Type.Object({ mimeType: Type.Optional(Type.String()), sizeBytes: Type.Integer() })),
  receipt: Type.Optional(ReceiptContent),
});

const Report = Type.Object({
  verdict: Type.Enum(['valid', 'invalid', 'not-well-formed', 'not-recognised', 'refused']),
  root: Type.Optional(Type.String()),
  namespace: Type.Optional(Type.String()),
  documentType: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
  models: Type.Array(Type.String()),
  header: Type.Optional(Header),
  findings: Type.Array(Finding),
});

/** The answer: what the document is and what is wrong with it, what the receiver answers, and what it says. */
export const CheckBody = Type.Object({
  report: Report,
  receipt: Type.Optional(
    Type.Object({
      xml: Type.String({ description: 'The application receipt that a receiver must answer with' }),
      status: Type.Enum(['ok', 'rejected', 'ok-with-errors']),
      codes: Type.Array(Type.String({ description: '8221' })),
    }),
  ),
  noReceiptBecause: Type.Optional(Type.Enum(['is-receipt', 'unreadable'])),
  html: Type.Optional(
    Type.Object(
      { nb: Type.String(), en: Type.String() },
      { description: 'Whole pages: no script, nothing from outside' },
    ),
  ),
});
export type CheckBody = Static<typeof CheckBody>;
export type FindingBody = Static<typeof Finding>;
export type HeaderBody = Static<typeof Header>;
export type PartyBody = Static<typeof Party>;
