import broken from '../../../../../examples/broken-discharge-letter.xml?url';
import dialog from '../../../../../examples/dialog.xml?url';
import discharge from '../../../../../examples/discharge-letter.xml?url';
import laboratory from '../../../../../examples/laboratory-answer.xml?url';
import nursing from '../../../../../examples/nursing-report.xml?url';
import rejected from '../../../../../examples/receipt-rejected.xml?url';
import referral from '../../../../../examples/referral.xml?url';
import requisition from '../../../../../examples/requisition.xml?url';
import sick from '../../../../../examples/sick-note.xml?url';

export type ExampleKey =
  | 'broken'
  | 'discharge'
  | 'referral'
  | 'laboratory'
  | 'dialog'
  | 'nursing'
  | 'requisition'
  | 'sick'
  | 'rejected';

/** The project's own examples, the one with something to find first. */
export const EXAMPLES: readonly { key: ExampleKey; url: string; fileName: string }[] = [
  { key: 'broken', url: broken, fileName: 'broken-discharge-letter.xml' },
  { key: 'discharge', url: discharge, fileName: 'discharge-letter.xml' },
  { key: 'referral', url: referral, fileName: 'referral.xml' },
  { key: 'laboratory', url: laboratory, fileName: 'laboratory-answer.xml' },
  { key: 'dialog', url: dialog, fileName: 'dialog.xml' },
  { key: 'nursing', url: nursing, fileName: 'nursing-report.xml' },
  { key: 'requisition', url: requisition, fileName: 'requisition.xml' },
  { key: 'sick', url: sick, fileName: 'sick-note.xml' },
  { key: 'rejected', url: rejected, fileName: 'receipt-rejected.xml' },
];
