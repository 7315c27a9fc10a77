import { quote } from '../finding/mask.ts';
import type { Rule } from './rule.ts';
import { isUuid } from './uuid.ts';

/** Types that answer another message, and so must say which (HITS 1218:2019; HIS 80601:2006 ConversationRef). */
const ANSWERS: ReadonlySet<string> = new Set(['DIALOG_SVAR', 'DIALOG_AVVIK']);

/** How messages of one conversation refer to each other. */
export const CONVERSATION_RULES: readonly Rule[] = [
  {
    id: 'conversation-ref-uuid',
    source: 'HIS 80601:2006 ConversationRef; HITS 1218:2019',
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: '{element} {value} is not a UUID, so it can be the MsgId of no message',
      nb: '{element} {value} er ikke en UUID, og kan derfor ikke være MsgId til noen melding',
    },
    fix: {
      en: 'RefToParent is the MsgId of the message that this one answers, RefToConversation that of the first one. For the first message leave ConversationRef out.',
      nb: 'RefToParent er MsgId til meldingen som besvares, RefToConversation til den første. For den første meldingen utelates ConversationRef.',
    },
    *violations({ head }) {
      const conversation = head?.parts.head.child('ConversationRef');
      for (const name of ['RefToParent', 'RefToConversation']) {
        const reference = conversation?.child(name);
        const value = reference?.text() ?? '';
        if (reference && !isUuid(value)) yield { at: reference, words: { element: name, value: quote(value) } };
      }
    },
  },
  {
    id: 'conversation-ref-self',
    source: 'HIS 80601:2006 ConversationRef',
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: 'RefToParent is the MsgId of the message itself',
      nb: 'RefToParent er meldingens egen MsgId',
    },
    fix: {
      en: 'RefToParent is the MsgId of the message that this one answers. For the first message leave ConversationRef out.',
      nb: 'RefToParent er MsgId til meldingen som besvares. For den første meldingen utelates ConversationRef.',
    },
    *violations({ head }) {
      const parent = head?.parts.head.find('ConversationRef', 'RefToParent');
      if (parent && parent.text().toLowerCase() === head?.header.messageId.toLowerCase()) yield { at: parent };
    },
  },
  {
    id: 'conversation-missing',
    source: 'HITS 1218:2019; HIS 80601:2006 ConversationRef',
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: '{type} answers another message, and has no ConversationRef that says which',
      nb: '{type} svarer på en annen melding, men mangler ConversationRef som sier hvilken',
    },
    fix: {
      en: 'Add ConversationRef with RefToParent (MsgId of the message that is answered) and RefToConversation (MsgId of the first one).',
      nb: 'Legg til ConversationRef med RefToParent (MsgId til meldingen som besvares) og RefToConversation (MsgId til den første).',
    },
    *violations({ head }) {
      const type = head?.header.messageType ?? '';
      if (head && ANSWERS.has(type) && head.header.conversation === undefined) {
        yield { at: head.parts.head, words: { type } };
      }
    },
  },
];
