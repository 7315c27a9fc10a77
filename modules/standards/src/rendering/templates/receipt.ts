import { field, fields, section, stack, table } from '../blocks/blocks.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import type { Template } from '../template.ts';
import type { TextKey } from '../text/texts.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showText } from '../value/show-text.ts';
import { showValue } from '../value/show-value.ts';

/** 8258. */
const OUTCOMES: Readonly<Record<string, TextKey>> = {
  '1': 'receiptAccepted',
  '2': 'receiptRejected',
  '3': 'receiptPartly',
};
const ACCEPTED = '1';

/** Application receipts 1.0 and 1.1 (HIS 80415): whether a message was accepted, and why not. */
export const receiptTemplate: Template = {
  name: 'receipt',
  title: { nb: 'Applikasjonskvittering', en: 'Application receipt' },
  matches: ({ name }) => name === 'AppRec',
  statuses: () => [],
  content: (page, receipt) =>
    stack(
      outcome(page, receipt.child('Status')),
      errors(page, receipt.childrenNamed('Error')),
      original(page, receipt),
    ),
};

function outcome(page: Page, status: TreeElement | undefined): Html | undefined {
  const key = OUTCOMES[status?.peek() ?? ''];
  if (status === undefined) return undefined;
  const words = key === undefined ? showValue(page, status) : html`${page.text(key)}`;
  page.inWords.add(status);
  return section(
    2,
    page.text('result'),
    html`<p class="${status.peek() === ACCEPTED ? 'patient-line' : 'alert'}">${words}</p>`,
  );
}

/** The free text of an error must be shown to the receiver (HIS 80415:2012), so it has a column of its own. */
function errors(page: Page, all: readonly TreeElement[]): Html | undefined {
  const list = table(page, {
    caption: page.text('errors'),
    isCaptionHidden: true,
    columns: [page.text('code'), page.text('error'), page.text('explanation')],
    rows: all.map((error) => {
      const [code, words, explanation] = ['V', 'DN', 'OT'].map((name) => error.attribute(name));
      page.inWords.add(error);
      return [code, words, explanation].map((content) => content && showText(page, content));
    }),
  });
  return section(2, page.text('errors'), list);
}

function original(page: Page, receipt: TreeElement): Html | undefined {
  const message = receipt.child('OriginalMsgId');
  if (message === undefined) return undefined;
  return section(
    2,
    page.text('receiptFor'),
    fields(message.elements.map((element) => field(page.label(element), showValue(page, element)))),
  );
}
