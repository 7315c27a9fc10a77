import { section, stack } from '../blocks/blocks.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showRichText } from '../value/rich-text.ts';
import { showValue } from '../value/show-value.ts';

/**
 * Texts that each carry the heading they belong under (`Comment`, `ReasonAsText`): one section a heading, in the order of the
 * document. Texts without a heading come under `title`.
 */
export function textSections(
  page: Page,
  elements: readonly TreeElement[],
  level: number,
  title: string,
): Html | undefined {
  return stack(
    ...groupByCode(elements, 'Heading').map((group) => {
      const heading = sharedHeading(
        page,
        group.map((element) => element.child('Heading')),
      );
      return section(level, heading ?? title, ...group.map((element) => textBody(page, element, level)));
    }),
  );
}

/** Elements with the same code in a child, together, in the order of the first of each. */
export function groupByCode(elements: readonly TreeElement[], name: string): TreeElement[][] {
  const groups = new Map<string, TreeElement[]>();
  for (const element of elements) {
    const coded = element.child(name);
    const key = `${coded?.peek() ?? ''}\n${coded?.attribute('DN')?.value ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [element]);
    else group.push(element);
  }
  return [...groups.values()];
}

/** The words of a code that several elements share; the codes of the others belong in the table of codes. */
export function sharedHeading(page: Page, codes: readonly (TreeElement | undefined)[]): Html | undefined {
  const [first, ...others] = codes.filter((code) => code !== undefined);
  if (first === undefined) return undefined;
  const words = showValue(page, first, { code: 'table' });
  if (words !== undefined) for (const other of others) page.inWords.add(other);
  return words;
}

function textBody(page: Page, element: TreeElement, level: number): Html | undefined {
  const text = element.child('TextResultValue');
  const codes = join(
    element.childrenNamed('TextCode', 'CodedComment').map((code) => showValue(page, code)),
    ', ',
  );
  return stack(text && prose(page, text, level), codes && html`<p>${codes}</p>`);
}

/** Text to be read, with markup where the document has it. */
export function prose(page: Page, element: TreeElement, level: number): Html | undefined {
  const text = showRichText(page, element, level);
  return text && html`<div class="prose">${text}</div>`;
}
