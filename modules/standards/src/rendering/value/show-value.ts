import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { CODED_ATTRIBUTES, type CodedOptions, showCoded } from './show-coded.ts';
import { showContent } from './show-text.ts';

/** What an element itself says, by attributes and text, without the elements in it; undefined where it says nothing. */
export function showValue(page: Page, element: TreeElement, options?: CodedOptions): Html | undefined {
  const coded = showCoded(page, element, options);
  const texts = element.texts().map((text) => showContent(page, text));
  return (
    join([coded, ...texts], ' ') ?? (element.elements.length === 0 ? showOtherAttributes(page, element) : undefined)
  );
}

/** Other standards than KITH's put their values into attributes of other names. */
function showOtherAttributes(page: Page, element: TreeElement): Html | undefined {
  const others = element.attributes.filter(({ name }) => !CODED_ATTRIBUTES.has(name) && name !== 'U');
  const [only] = others;
  if (others.length === 1 && only !== undefined) return showContent(page, only);
  return join(
    others.map((attribute) => html`${attribute.name}: ${showContent(page, attribute)}`),
    ' · ',
  );
}
