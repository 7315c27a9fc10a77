import { stack } from '../blocks/blocks.ts';
import { describe } from '../describe/describe.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showRichText } from '../value/rich-text.ts';
import { showValue } from '../value/show-value.ts';
import { conceptLine } from './diagnosis.ts';
import { partyLines } from './parties.ts';

/** Codes of status that go without saying; others are shown. */
const SILENT_STATUS: Readonly<Record<string, string>> = { ServType: 'N', StatusInvestigation: '3' };

/** What belongs to a result and to no column: comments, a status that is not final, who assessed it. */
export function resultNotes(page: Page, item: TreeElement): Html | undefined {
  const comments = [
    ...item.childrenNamed('Comment'),
    ...item.childrenNamed('Investigation').flatMap((investigation) => investigation.childrenNamed('Comment')),
  ];
  return stack(
    statusLine(page, item),
    ...comments.map((comment) => showRichText(page, comment, 3)),
    ...item.childrenNamed('DiagComment').map((comment) => {
      const line = conceptLine(page, comment);
      return line && html`<p>${line}</p>`;
    }),
    ...item.childrenNamed('StructuredInfo').map((information) => describe(page, information, 3)),
    ...item.childrenNamed('RelServProv').map((provider) => providerLine(page, provider)),
  );
}

function statusLine(page: Page, item: TreeElement): Html | undefined {
  const statuses = item.childrenNamed('ServType', 'StatusInvestigation').map((status) => {
    const value = showValue(page, status);
    if (status.peek() !== SILENT_STATUS[status.name]) return value && html`<strong>${value}</strong>`;
    page.inWords.add(status);
    return undefined;
  });
  const line = join(statuses, ' · ');
  return line && html`<p>${line}</p>`;
}

function providerLine(page: Page, provider: TreeElement): Html | undefined {
  const relation = provider.child('Relation');
  return stack(relation && html`<p class="quiet">${showValue(page, relation)}</p>`, partyLines(page, provider));
}
