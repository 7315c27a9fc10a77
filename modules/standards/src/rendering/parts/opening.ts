import type { Envelope } from '../envelope.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { Template } from '../template.ts';
import { translation } from '../text/code-texts.ts';
import type { Words } from '../text/language.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { dateInWords } from '../value/dates.ts';
import { showValue } from '../value/show-value.ts';

/** What the document is and in which state, and when it was sent: what must be seen before anything else. */
export function opening(page: Page, envelope: Envelope, template: Template, payload: TreeElement): Html {
  const statuses = template.statuses(payload).filter((status) => status !== undefined);
  const kind = kindOf(page, envelope, template.title);
  const tags = statuses.map((status) => showValue(page, status)).filter((tag) => tag !== undefined);
  return html`<header>
<h1>${template.title[page.language]}</h1>
${kind && html`<p class="kind">${kind}</p>`}
${alerts(page, envelope, statuses)}
${tags.length > 0 ? html`<ul class="tags">${tags.map((tag) => html`<li>${tag}</li>`)}</ul>` : undefined}
${times(page, envelope, datesOf(template, payload))}
</header>`;
}

/** Of the content, or of the reference to it in the message head. */
function datesOf(template: Template, payload: TreeElement): readonly TreeElement[] {
  const reference = payload.parent?.name === 'Content' ? payload.parent.parent : undefined;
  return [...(reference?.childrenNamed('IssueDate') ?? []), ...(template.dates?.(payload) ?? [])];
}

/** The type of the message as it names itself, where it says more than our title. */
function kindOf(page: Page, { family, head }: Envelope, title: Words): Html | undefined {
  if (family === 'none' || family === 'apprec') return undefined;
  const kinds = [head.child('Type'), ...head.elements.flatMap((body) => body.childrenNamed('MsgDescr'))];
  return join(
    kinds.map((kind) => kind && kindIn(page, kind, title)),
    ' · ',
  );
}

function kindIn(page: Page, kind: TreeElement, title: Words): Html | undefined {
  const isTitle = kind.attribute('DN')?.value.trim() === title.nb || translation(kind, kind.peek()) === title.en;
  if (!isTitle) return showValue(page, kind);
  page.inWords.add(kind);
  return undefined;
}

const CHANGED = 'M';
const CANCELLED = 'C';
const PRODUCTION = 'P';

function alerts(page: Page, { family, head }: Envelope, statuses: readonly TreeElement[]): Html | undefined {
  const codes = statuses
    .filter(({ name }) => name === 'ServType' || name === 'Forsendelsesstatus')
    .map((status) => status.peek());
  const processing = family === 'msghead' ? head.child('ProcessingStatus')?.peek() : undefined;
  const messages = [
    codes.includes(CANCELLED) ? page.text('cancelledMessage') : undefined,
    codes.includes(CHANGED) ? page.text('changedMessage') : undefined,
    processing !== undefined && processing !== PRODUCTION ? page.text('testMessage') : undefined,
  ].filter((message) => message !== undefined);
  return messages.length === 0 ? undefined : html`${messages.map((message) => html`<p class="alert">${message}</p>`)}`;
}

/** When the message was made, and its content before that; where no zone stands, how the time was read. */
function times(page: Page, { head }: Envelope, dates: readonly TreeElement[]): Html | undefined {
  const generated = head.child('GenDate');
  const sent = generated && html`${page.text('sent')} ${showValue(page, generated)}${zoneOf(page, generated)}`;
  const others = dates.map((date) => html`${page.label(date)} ${showValue(page, date)}`);
  const line = join([sent, ...others], ' · ');
  return line && html`<p class="quiet">${line}</p>`;
}

function zoneOf(page: Page, generated: TreeElement): string | undefined {
  const date = dateInWords(generated.peek(), page.language);
  return date?.zoneAssumed ? ` (${page.text('norwegianTimeAssumed')})` : undefined;
}
