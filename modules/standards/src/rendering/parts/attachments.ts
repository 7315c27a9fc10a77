import { section, stack, table } from '../blocks/blocks.ts';
import { describe } from '../describe/describe.ts';
import { type Html, html, join, show } from '../html.ts';
import type { Page } from '../page.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { decodedSizeBytes, isBinary, sizeInWords } from '../value/binary-content.ts';
import { showValue } from '../value/show-value.ts';
import { decodeAttachedText } from './attached-text.ts';
import { child } from './names.ts';

/** The attachments: name, type and size of each, and the words of those that are plain text. Nothing is embedded. */
export function attachmentsSection(page: Page, refDocs: readonly TreeElement[]): Html | undefined {
  if (refDocs.length === 0) return undefined;
  const list = table(page, {
    caption: page.text('attachments'),
    isCaptionHidden: true,
    columns: [page.text('fileName'), page.text('fileType'), page.text('fileSize'), page.text('date')],
    rows: refDocs.map((refDoc) => [
      nameOf(page, refDoc) ?? html`${page.text('unnamed')}`,
      typeOf(page, refDoc),
      sizeOf(page, refDoc),
      child(page, refDoc, 'IssueDate'),
    ]),
  });
  return section(2, page.text('attachments'), list, ...refDocs.map((refDoc) => wordsOf(page, refDoc)));
}

function nameOf(page: Page, refDoc: TreeElement): Html | undefined {
  const around = refDoc.parent?.name === 'Document' ? child(page, refDoc.parent, 'ContentDescription') : undefined;
  return join([child(page, refDoc, 'Description'), around, child(page, refDoc, 'FileReference')], ' · ');
}

function typeOf(page: Page, refDoc: TreeElement): Html | undefined {
  const compression = child(page, refDoc, 'Compression');
  return join([child(page, refDoc, 'MimeType') ?? child(page, refDoc, 'MsgType'), compression], ' · ');
}

function sizeOf(page: Page, refDoc: TreeElement): Html {
  const content = base64Of(refDoc);
  if (content === undefined) return html`${refDoc.child('Content') ? undefined : page.text('notInMessage')}`;
  return show(content, sizeInWords(decodedSizeBytes(content.value), page.language));
}

function base64Of(refDoc: TreeElement) {
  const container = refDoc.child('Content')?.elements[0];
  const [text] = container?.texts() ?? [];
  return text && (container?.name === 'Base64Container' || isBinary(text.value)) ? text : undefined;
}

/** Text is shown whole up to this; more is a file to open, not a page to read. */
const TEXT_MAX_CHARACTERS = 100_000;

function wordsOf(page: Page, refDoc: TreeElement): Html | undefined {
  const base64 = base64Of(refDoc);
  const content = refDoc.child('Content');
  if (base64 === undefined) {
    return content && section(3, page.text('contents'), describe(page, content, 4), booking(page, refDoc));
  }
  const isText = refDoc.child('MimeType')?.peek().toLowerCase().startsWith('text/plain');
  const text = isText && refDoc.child('Compression') === undefined ? decodeAttachedText(base64.value) : undefined;
  if (text === undefined) return undefined;
  const name = refDoc.child('Description');
  const title = join([page.text('textOfAttachment'), name ? showValue(page, name) : page.text('attachment')], ' ');
  const isCut = text.length > TEXT_MAX_CHARACTERS;
  return section(
    3,
    title,
    html`<pre class="attached">${text.slice(0, TEXT_MAX_CHARACTERS)}</pre>`,
    isCut ? html`<p class="quiet">${page.text('textCut')}</p>` : undefined,
  );
}

function booking(page: Page, refDoc: TreeElement): Html | undefined {
  return stack(...refDoc.childrenNamed('Booking').map((one) => describe(page, one, 4)));
}
