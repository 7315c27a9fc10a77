import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showValue } from '../value/show-value.ts';
import { child } from './names.ts';

/** A coded concept with what modifies it: Endokarditt (ICD-10 I330) – stjernekode: Streptokokker gr. B. */
export function conceptLine(page: Page, element: TreeElement): Html | undefined {
  const modifiers = element.childrenNamed('Modifier').map((modifier) => modifierOf(page, modifier));
  return join([child(page, element, 'Concept') ?? showValue(page, element), ...modifiers], ' – ');
}

function modifierOf(page: Page, modifier: TreeElement): Html | undefined {
  const values = join(
    modifier.childrenNamed('Value').map((value) => showValue(page, value)),
    ', ',
  );
  return join([child(page, modifier, 'Name'), values], ': ');
}

/** Several concepts below each other; one alone needs no list. */
export function conceptList(page: Page, elements: readonly TreeElement[]): Html | undefined {
  const lines = elements.map((element) => conceptLine(page, element)).filter((line) => line !== undefined);
  if (lines.length === 0) return undefined;
  if (lines.length === 1) return html`<p>${lines}</p>`;
  return html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
