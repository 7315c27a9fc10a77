import { type Html, html, show } from '../html.ts';
import type { Page } from '../page.ts';
import type { Content } from '../tree/tree-element.ts';
import { decodedSizeBytes, isBinary, sizeInWords } from './binary-content.ts';
import { dateInWords } from './dates.ts';

/** One content of a document: words as they are; dates, truth values and decimals in words, with what stood there beside. */
export function showContent(page: Page, content: Content): Html {
  const value = content.value.trim();
  if (value === 'true' || value === 'false') return showBoolean(page, content, value === 'true');
  return showDate(page, content) ?? showText(page, content);
}

export function showText(page: Page, content: Content): Html {
  if (isBinary(content.value)) return showBinary(page, content);
  const text = withoutIndent(content.value);
  const lines = text.includes('\n') ? html`<span class="lines">${show(content, text)}</span>` : show(content, text);
  return inOwnLanguage(page, lines, text);
}

/** What is quoted from a document is Norwegian, also on an English page. */
export function inOwnLanguage(page: Page, piece: Html, text: string): Html {
  return page.language === 'nb' || !/\p{L}{2}/u.test(text) ? piece : html`<span lang="no">${piece}</span>`;
}

export function showDate(page: Page, content: Content): Html | undefined {
  const date = dateInWords(content.value, page.language);
  if (date === undefined) return undefined;
  if (date.zoneAssumed) page.hasAssumedZone = true;
  return html`<time datetime="${content.value.trim()}">${show(content, date.words)}</time>`;
}

/** A decimal number has a comma in Norwegian; its digits are kept, since they say how exact it is. */
export function showNumber(page: Page, content: Content): Html {
  const value = content.value.trim();
  if (page.language !== 'nb' || !/^-?\d+\.\d+$/.test(value)) return show(content, value);
  return html`<data value="${value}">${show(content, value.replace('.', ','))}</data>`;
}

function showBoolean(page: Page, content: Content, isTrue: boolean): Html {
  return html`<data value="${content.value.trim()}">${show(content, page.text(isTrue ? 'yes' : 'no'))}</data>`;
}

function showBinary(page: Page, content: Content): Html {
  const size = sizeInWords(decodedSizeBytes(content.value), page.language);
  return show(content, `${page.text('binaryContent')}, ${size}`);
}

/** Text without what indents all its lines, and without white space around it: documents are often pretty-printed. */
function withoutIndent(value: string): string {
  const text = value.trim().replaceAll('\r\n', '\n');
  if (!text.includes('\n')) return text;
  const indents = [...text.matchAll(/\n([ \t]*)(?=[^\s])/g)].map(([, indent]) => (indent as string).length);
  const shared = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  return Number.isFinite(shared) && shared > 0 ? text.replace(new RegExp(`\\n[ \\t]{${shared}}`, 'g'), '\n') : text;
}
