import { type Html, type HtmlValue, html } from '../html.ts';
import type { Page } from '../page.ts';

/** A name and what it is; several values stand below each other. */
export interface Field {
  readonly label: string;
  readonly values: readonly Html[];
}

/** A field, or nothing where there is no value. */
export function field(label: string, value: Html | undefined | readonly (Html | undefined)[]): Field | undefined {
  const values = (Array.isArray(value) ? value : [value]).filter((one): one is Html => one !== undefined);
  return values.length === 0 ? undefined : { label, values };
}

/** A list of names and values. */
export function fields(all: readonly (Field | undefined)[]): Html | undefined {
  const present = all.filter((one) => one !== undefined);
  if (present.length === 0) return undefined;
  return html`<dl class="fields">${present.map(
    ({ label, values }) => html`<div><dt>${label}</dt>${values.map((value) => html`<dd>${value}</dd>`)}</div>`,
  )}</dl>`;
}

/** A section with its heading, of level 2 to 6; nothing where it would be empty. */
export function section(level: number, title: HtmlValue, ...content: readonly (Html | undefined)[]): Html | undefined {
  const present = content.filter((piece) => piece !== undefined);
  if (present.length === 0) return undefined;
  return html`<section>${heading(level, title)}${present}</section>`;
}

export function heading(level: number, title: HtmlValue): Html {
  switch (level) {
    case 2:
      return html`<h2>${title}</h2>`;
    case 3:
      return html`<h3>${title}</h3>`;
    case 4:
      return html`<h4>${title}</h4>`;
    case 5:
      return html`<h5>${title}</h5>`;
    default:
      return html`<h6>${title}</h6>`;
  }
}

export interface Table {
  readonly caption: string;
  /** Hidden from sight where a heading above says the same. */
  readonly isCaptionHidden?: boolean;
  readonly columns: readonly string[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly (Html | undefined)[])[];
}

/** A table without the columns that are empty in every row; it scrolls by itself where the page is too narrow. */
export function table(
  page: Page,
  { caption, isCaptionHidden = false, columns: all, rows: full }: Table,
): Html | undefined {
  if (full.length === 0) return undefined;
  const isUsed = all.map((_, column) => column === 0 || full.some((row) => row[column] !== undefined));
  const columns = all.filter((_, column) => isUsed[column]);
  const rows = full.map((row) => row.filter((_, column) => isUsed[column]));
  return scrolling(
    page,
    caption,
    html`<table><caption${isCaptionHidden ? html` class="unseen"` : undefined}>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => tableRow(cells))}</tbody></table>`,
  );
}

/** The first cell names the row; a name that is missing is no heading. */
function tableRow([first, ...others]: readonly (Html | undefined)[]): Html {
  const name = first ? html`<th scope="row">${first}</th>` : html`<td></td>`;
  return html`<tr>${name}${others.map((cell) => html`<td>${cell}</td>`)}</tr>\n`;
}

/** What may be wider than the page. It can be reached by keyboard to be scrolled, and so has a name, once on each page. */
export function scrolling(page: Page, name: string, content: Html): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${page.uniqueName(name)}">${content}</div>`;
}

/** Pieces below each other; undefined where there are none. */
export function stack(...pieces: readonly (Html | undefined)[]): Html | undefined {
  const present = pieces.filter((piece) => piece !== undefined);
  return present.length === 0 ? undefined : html`${present}`;
}
