import { ADDRESSING_RULES } from './addressing.ts';
import { ATTACHMENT_RULES } from './attachments.ts';
import { CODE_RULES } from './code-values.ts';
import { CONVERSATION_RULES } from './conversation.ts';
import { DATE_RULES } from './dates.ts';
import { IDENTIFIER_RULES } from './identifiers.ts';
import { MESSAGE_HEAD_RULES } from './message-head.ts';
import { PATIENT_RULES } from './patients.ts';
import { RECEIPT_RULES } from './receipts.ts';
import { RECORD_EXTRACT_RULES } from './record-extracts.ts';
import type { Rule } from './rule.ts';

/** The rules of one family, and what they are about. */
export interface RuleFamily {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** Every rule beyond the schema, in the order that their findings come in. */
export const RULE_FAMILIES: readonly RuleFamily[] = [
  { name: 'Message head', rules: MESSAGE_HEAD_RULES },
  { name: 'Addressing', rules: ADDRESSING_RULES },
  { name: 'Conversations', rules: CONVERSATION_RULES },
  { name: 'Application receipts', rules: RECEIPT_RULES },
  { name: 'Patients', rules: PATIENT_RULES },
  { name: 'Identifiers', rules: IDENTIFIER_RULES },
  { name: 'Dates', rules: DATE_RULES },
  { name: 'Documents and attachments', rules: ATTACHMENT_RULES },
  { name: 'Record extracts', rules: RECORD_EXTRACT_RULES },
  { name: 'Code values', rules: CODE_RULES },
];

export const ALL_RULES: readonly Rule[] = RULE_FAMILIES.flatMap(({ rules }) => rules);
