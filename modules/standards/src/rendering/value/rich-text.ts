import { scrolling } from '../blocks/blocks.ts';
import { type Html, type HtmlValue, html, show } from '../html.ts';
import type { Page } from '../page.ts';
import { type Content, TreeElement } from '../tree/tree-element.ts';
import { isBinary } from './binary-content.ts';
import { showText } from './show-text.ts';

/** What may stand directly in what: a cell outside its row would close a cell of ours. Other places allow all but these. */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  li: ['ul', 'ol'],
  caption: ['table'],
  thead: ['table'],
  tbody: ['table'],
  tfoot: ['table'],
  tr: ['table', 'thead', 'tbody', 'tfoot'],
  td: ['tr'],
  th: ['tr'],
};

/** What holds nothing but its own parts: anything else there would end the table for an HTML parser, and ours around it. */
const TABLE_STRUCTURE: ReadonlySet<string> = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr']);

/** Elements made anew, without any attribute. All others give way to what they contain. */
const WRAP: Readonly<Record<string, (content: HtmlValue) => Html>> = {
  p: (content) => html`<p>${content}</p>`,
  div: (content) => html`<div>${content}</div>`,
  b: (content) => html`<b>${content}</b>`,
  i: (content) => html`<i>${content}</i>`,
  em: (content) => html`<em>${content}</em>`,
  strong: (content) => html`<strong>${content}</strong>`,
  sup: (content) => html`<sup>${content}</sup>`,
  sub: (content) => html`<sub>${content}</sub>`,
  pre: (content) => html`<pre>${content}</pre>`,
  ul: (content) => html`<ul>${content}</ul>`,
  ol: (content) => html`<ol>${content}</ol>`,
  li: (content) => html`<li>${content}</li>`,
  caption: (content) => html`<caption>${content}</caption>`,
  thead: (content) => html`<thead>${content}</thead>`,
  tbody: (content) => html`<tbody>${content}</tbody>`,
  tfoot: (content) => html`<tfoot>${content}</tfoot>`,
  tr: (content) => html`<tr>${content}</tr>`,
};

const HEADING = /^h[1-6]$/;
const SPAN_MAX = 100;

/**
 * Text with markup in it, such as the XHTML in a discharge letter, made anew from its tree: an allow-list of elements,
 * of attributes only the spans of cells. Links and pictures become their text and address.
 * @param level of the heading above: headings in the text come below it, without gaps.
 */
export function showRichText(page: Page, element: TreeElement, level: number): Html | undefined {
  if (!element.hasContent()) return undefined;
  if (element.elements.length === 0) return showPlain(page, element);
  const ranks = [...new Set(headingsIn(element))].sort();
  const levelOf = (name: string) => Math.min(6, level + 1 + ranks.indexOf(name));
  return html`<div class="rich"${page.language === 'en' ? html` lang="no"` : undefined}>${contents(element, '')}</div>`;

  function contents(parent: TreeElement, within: string): HtmlValue {
    return parent.nodes.map((node) => (node instanceof TreeElement ? madeAnew(node, within) : text(node, within)));
  }

  function madeAnew(node: TreeElement, within: string): HtmlValue {
    const name = node.name.toLowerCase();
    if (!mayStandIn(name, within)) return html`${contents(node, within)}${attributeTexts(page, node)} `;
    if (HEADING.test(name)) return heading(levelOf(name), contents(node, name));
    if (name === 'br') return html`<br>`;
    if (name === 'table') return scrolling(page, page.text('table'), html`<table>${contents(node, name)}</table>`);
    if (name === 'td' || name === 'th') return cell(node, name, contents(node, name));
    const wrap = WRAP[name];
    // White space between cells and rows has no meaning; between other elements it separates words.
    return wrap ? wrap(contents(node, name)) : html`${contents(node, within)}${attributeTexts(page, node)} `;
  }

  function text(node: Content, within: string): Html {
    return within === 'pre' || !isBinary(node.value) ? show(node) : showText(page, node);
  }
}

function mayStandIn(name: string, within: string): boolean {
  const parents = PARENTS[name];
  return parents === undefined ? !TABLE_STRUCTURE.has(within) : parents.includes(within);
}

function showPlain(page: Page, element: TreeElement): Html {
  return html`${element.attributes.map((attribute) => html`<p>${showText(page, attribute)}</p>`)}${element
    .texts()
    .map((text) => html`<p class="lines">${showText(page, text)}</p>`)}`;
}

function headingsIn(element: TreeElement): string[] {
  return element.elements.flatMap((child) => {
    const name = child.name.toLowerCase();
    return HEADING.test(name) ? [name, ...headingsIn(child)] : headingsIn(child);
  });
}

/** A heading of level 3 to 6; below those of the page itself. */
function heading(level: number, content: HtmlValue): Html {
  switch (level) {
    case 3:
      return html`<h3>${content}</h3>`;
    case 4:
      return html`<h4>${content}</h4>`;
    case 5:
      return html`<h5>${content}</h5>`;
    default:
      return html`<h6>${content}</h6>`;
  }
}

function cell(node: TreeElement, name: 'td' | 'th', content: HtmlValue): Html {
  const spans = html`${span(node, 'colspan')}${span(node, 'rowspan')}`;
  return name === 'td' ? html`<td${spans}>${content}</td>` : html`<th${spans}>${content}</th>`;
}

function span(node: TreeElement, name: 'colspan' | 'rowspan'): Html | undefined {
  const count = Number(node.layout.get(name));
  if (!Number.isInteger(count) || count < 2) return undefined;
  const bounded = Math.min(count, SPAN_MAX);
  return name === 'colspan' ? html` colspan="${bounded}"` : html` rowspan="${bounded}"`;
}

/** The address of a link, the description of a picture: as text. */
function attributeTexts(page: Page, node: TreeElement): Html | undefined {
  if (node.attributes.length === 0) return undefined;
  return html` (${node.attributes.map((attribute) => html`${showText(page, attribute)} `)})`;
}
