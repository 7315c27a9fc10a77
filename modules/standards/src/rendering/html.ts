import { escapeHtml } from './escape-html.ts';
import type { Content } from './tree/tree-element.ts';

/** What was written of a page, and which contents of the document stand in it. */
export interface WrittenHtml {
  readonly text: string;
  readonly shown: ReadonlySet<Content>;
}

/** A content of the document with the text that stands for it. */
interface Shown {
  readonly content: Content;
  readonly text: string;
}

type Part = string | Html | Shown;

/**
 * A piece of a page. Only this file can make one, so that whatever is in it was either written in our source or escaped:
 * a string from anywhere else becomes text. It also knows which contents of the document it shows, and this is found when
 * the page is written, so that a piece which a template drops shows nothing.
 */
class Html {
  readonly #parts: readonly Part[];

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  writeTo(chunks: string[], shown: Set<Content>): void {
    for (const part of this.#parts) {
      if (typeof part === 'string') chunks.push(part);
      else if (part instanceof Html) part.writeTo(chunks, shown);
      else {
        shown.add(part.content);
        chunks.push(part.text);
      }
    }
  }
}

export type { Html };

/** What may be put into a page: pieces as they are, strings and numbers as text, nothing for `undefined`. */
export type HtmlValue = Html | string | number | undefined | readonly HtmlValue[];

/** A piece of a page: html`<p>${anything}</p>`. Values also escape for attributes in double quotes, and only there. */
export function html(source: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const parts: Part[] = [source[0] as string];
  for (const [index, value] of values.entries()) {
    addValue(parts, value);
    parts.push(source[index + 1] as string);
  }
  return new Html(parts);
}

function addValue(parts: Part[], value: HtmlValue): void {
  if (value === undefined) return;
  if (value instanceof Html) parts.push(value);
  else if (typeof value === 'object') for (const one of value) addValue(parts, one);
  else parts.push(escapeHtml(String(value)));
}

/** A content of the document as text: as it stands there, or `text` where a machine's form is put into words. */
export function show(content: Content, text: string = content.value): Html {
  return new Html([{ content, text: escapeHtml(text) }]);
}

/** Pieces with something between them; undefined where there are none. */
export function join(pieces: readonly (Html | string | undefined)[], between: string): Html | undefined {
  const present = pieces.filter((piece) => piece !== undefined && piece !== '');
  if (present.length === 0) return undefined;
  return html`${present.map((piece, index) => (index === 0 ? piece : [between, piece]))}`;
}

/** Writes a piece, and finds out what it shows. */
export function writeHtml(piece: Html): WrittenHtml {
  const chunks: string[] = [];
  const shown = new Set<Content>();
  piece.writeTo(chunks, shown);
  return { text: chunks.join(''), shown };
}

/** Our style sheet in a page: the one text that is not escaped, since a style element ends only at a `<`. */
export function styleElement(css: string): Html {
  if (css.includes('<')) throw new Error('a style sheet may not hold "<"');
  return new Html(['<style>', css, '</style>']);
}
