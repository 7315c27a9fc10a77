import { section } from '../blocks/blocks.ts';
import { describe } from '../describe/describe.ts';
import type { Template } from '../template.ts';

/** A kind that no other template knows: everything, in the order of the document. */
export const genericTemplate: Template = {
  name: 'generic',
  title: { nb: 'Melding', en: 'Message' },
  matches: () => true,
  statuses: (payload) => [payload.child('ServType')],
  content: (page, payload, { family }) =>
    section(2, family === 'none' ? page.text('messageContents') : page.label(payload), describe(page, payload, 3)),
};
