import type { Template } from './template.ts';
import { dialogTemplate } from './templates/dialog.ts';
import { dischargeLetterTemplate } from './templates/discharge-letter.ts';
import { genericTemplate } from './templates/generic.ts';
import { laboratoryAnswerTemplate } from './templates/laboratory-answer.ts';
import { municipalTemplates } from './templates/municipal-message.ts';
import { receiptTemplate } from './templates/receipt.ts';
import { referral2Template, referralTemplate } from './templates/referral.ts';
import { requisitionTemplate } from './templates/requisition.ts';
import { sickNoteTemplate } from './templates/sick-note.ts';
import type { TreeElement } from './tree/tree-element.ts';

export const TEMPLATES: readonly Template[] = [
  dialogTemplate,
  dischargeLetterTemplate,
  referralTemplate,
  referral2Template,
  laboratoryAnswerTemplate,
  requisitionTemplate,
  ...municipalTemplates,
  receiptTemplate,
  sickNoteTemplate,
];

/** The template of a business document; the generic one where there is no other. */
export function chooseTemplate(payload: TreeElement | undefined): Template {
  return (payload && TEMPLATES.find((template) => template.matches(payload))) ?? genericTemplate;
}
