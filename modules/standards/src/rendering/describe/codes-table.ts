import { table } from '../blocks/blocks.ts';
import { type Html, html, join, show } from '../html.ts';
import type { Page } from '../page.ts';
import { codeSystemName } from '../text/code-texts.ts';
import { labelOf } from '../text/element-labels.ts';
import type { Content, TreeElement } from '../tree/tree-element.ts';
import { showText } from '../value/show-text.ts';
import type { Pending } from './pending.ts';

/**
 * The table of codes: for everything that the page says in words only, the code, its system and the words that the document
 * has. Codes that come again in the same field are listed once. What is pending for other reasons is listed with it, so that
 * nothing is ever left.
 */
export function codesTable(page: Page, pending: readonly Pending[]): Html | undefined {
  const rows = new Map<string, { first: TreeElement; repeats: Content[] }>();
  for (const { element } of pending) {
    const contents = [...element.attributes, ...element.texts()];
    const key = [fieldOf(page, element), ...contents.map(({ name, value }) => `${name}=${value}`)].join('\n');
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { first: element, repeats: [] });
    else row.repeats.push(...contents);
  }
  return table(page, {
    caption: page.text('codesInDocument'),
    columns: [page.text('field'), page.text('wordsInDocument'), page.text('code'), page.text('codeSystem')],
    rows: [...rows.values()].map(({ first, repeats }) => [
      html`${fieldOf(page, first)}${repeats.map((content) => show(content, ''))}`,
      words(page, first),
      codeOf(first),
      systemOf(page, first),
    ]),
  });
}

function fieldOf(page: Page, { name, parent }: TreeElement): string {
  const own = labelOf(name, parent?.name, page.language);
  return parent === undefined ? own : `${labelOf(parent.name, parent.parent?.name, page.language)} › ${own}`;
}

function words(page: Page, element: TreeElement): Html | undefined {
  const others = element.attributes.filter(({ name }) => name !== 'V' && name !== 'S');
  return join(
    [...others, ...element.texts()].map((content) => showText(page, content)),
    ' · ',
  );
}

function codeOf(element: TreeElement): Html | undefined {
  const code = element.attribute('V');
  return code && show(code);
}

function systemOf(page: Page, element: TreeElement): Html | undefined {
  const system = element.attribute('S');
  if (system === undefined) return undefined;
  const name = codeSystemName(system.value, page.language);
  return name === undefined ? show(system) : html`${name} (${show(system)})`;
}
