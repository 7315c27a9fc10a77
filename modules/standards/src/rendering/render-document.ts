import { maskIdentityNumbers } from '../finding/mask.ts';
import { section } from './blocks/blocks.ts';
import { chooseTemplate } from './choose-template.ts';
import { codesTable } from './describe/codes-table.ts';
import { showLeftOver } from './describe/left-over.ts';
import { findPending } from './describe/pending.ts';
import { type Envelope, findEnvelope } from './envelope.ts';
import { type Html, html, join, writeHtml } from './html.ts';
import { Page } from './page.ts';
import { pageFrame } from './page-frame.ts';
import { attachmentsSection } from './parts/attachments.ts';
import { opening } from './parts/opening.ts';
import { parties } from './parts/parties.ts';
import { patientLine, patientSection } from './parts/patient.ts';
import type { Template } from './template.ts';
import type { Language } from './text/language.ts';
import { readTree } from './tree/read-tree.ts';
import type { TreeElement } from './tree/tree-element.ts';

export interface RenderOptions {
  /** Of the words around the content; what the document itself says stays in its own language. */
  readonly language: Language;
}

export interface RenderedDocument {
  /** A whole page of its own: no script, nothing from elsewhere, one style sheet, the same in every page (`renderedStyle`). */
  readonly html: string;
  /** What the page is called: the kind of message and its sender, never an identity number. */
  readonly title: string;
  /** Which template was used: `discharge-letter`, `laboratory-answer`…, or `generic`. */
  readonly template: string;
}

/**
 * A document as a page for a clinician, to read on a screen of any width or on paper. Everything that stands in the document
 * stands on the page: what its template has not shown comes under “Other information”, codes and ids last, among the technical
 * details. Pure: the same page for the same bytes. A document of 8.5 kB takes about 1 ms.
 * Throws XmlRefused or XmlNotWellFormed for what is no XML that we read; whether it follows its standard does not matter.
 */
export function renderDocument(bytes: Uint8Array, { language }: RenderOptions): RenderedDocument {
  const root = readTree(bytes);
  const envelope = findEnvelope(root);
  const page = new Page(language);
  const [payload = envelope.message, ...others] = envelope.payloads;
  const template = chooseTemplate(payload);
  const patient = envelope.patient ?? template.patient?.(payload);
  const main = html`${opening(page, envelope, template, payload)}
${parties(page, envelope)}
${patientSection(page, patient)}
${template.content(page, payload, envelope)}
${others.map((other) => chooseTemplate(other).content(page, other, envelope))}
${attachmentsSection(page, envelope.attachments)}`;
  const title = titleOf(page, template, envelope);
  const running = join([patient && patientLine(page, patient), title], ' · ');
  const body = html`${main}${rest(page, root, main)}`;
  return { html: writeHtml(pageFrame({ language, title, running, body })).text, title, template: template.name };
}

/** What is on the page is found by writing it; what is not comes here, so that nothing can be left out. */
function rest(page: Page, root: TreeElement, main: Html): Html {
  const shownInMain = writeHtml(main).shown;
  const leftOver = showLeftOver(page, findPending(root, shownInMain));
  const shownInRest = writeHtml(html`${leftOver.other}${leftOver.technical}`).shown;
  const codes = codesTable(page, findPending(root, shownInMain, shownInRest));
  const identifiers = section(2, page.text('identifiers'), leftOver.technical);
  const zones = page.hasAssumedZone ? html`<p class="quiet">${page.text('timesAssumed')}</p>` : undefined;
  const details = join([zones, identifiers, codes], '\n');
  return html`${section(2, page.text('otherInformation'), leftOver.other)}
${details && html`<details><summary>${page.text('technicalDetails')}</summary>${details}</details>`}`;
}

function titleOf(page: Page, template: Template, { sender }: Envelope): string {
  const name = sender && firstName(sender);
  const kind = template.title[page.language];
  return maskIdentityNumbers(name ? `${kind} ${page.text('from').toLowerCase()} ${name}` : kind);
}

const TITLE_NAME_MAX_CHARACTERS = 80;

/** The name of the sending organisation. */
function firstName(party: TreeElement): string | undefined {
  for (const element of party.elements) {
    const name = element.name === 'OrganisationName' || element.name === 'Name' ? element.peek() : firstName(element);
    if (name) return name.slice(0, TITLE_NAME_MAX_CHARACTERS);
  }
  return undefined;
}
