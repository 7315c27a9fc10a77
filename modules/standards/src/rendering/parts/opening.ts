import type { Envelope } from '../envelope.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import type { Template } from '../template.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showDate } from '../value/show-text.ts';
import { showValue } from '../value/show-value.ts';

/** What the document is and in which state, and when it was sent: what must be seen before anything else. */
export function opening(page: Page, envelope: Envelope, template: Template, payload: TreeElement): Html {
  const statuses = template.statuses(payload).filter((status) => status !== undefined);
  const kind = kindOf(page, envelope);
  const tags = statuses.map((status) => showValue(page, status)).filter((tag) => tag !== undefined);
  return html`<header>
<h1>${template.title[page.language]}</h1>
${kind && html`<p class="kind">${kind}</p>`}
${alerts(page, envelope, statuses)}
${tags.length > 0 ? html`<ul class="tags">${tags.map((tag) => html`<li>${tag}</li>`)}</ul>` : undefined}
${sentAt(page, envelope)}
</header>`;
}

/** The type of the message as it names itself. */
function kindOf(page: Page, { family, head }: Envelope): Html | undefined {
  if (family === 'none' || family === 'apprec') return undefined;
  const type = head.child('Type');
  const description = head.elements.flatMap((body) => body.childrenNamed('MsgDescr'))[0];
  return join([type && showValue(page, type), description && showValue(page, description)], ' · ');
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

/** When the message was made; where no zone stands, how it was read. */
function sentAt(page: Page, { head }: Envelope): Html | undefined {
  const generated = head.child('GenDate');
  const content = generated?.attribute('V') ?? generated?.texts()[0];
  if (content === undefined) return undefined;
  const isZoneKnown = /(?:Z|[+-]\d{2}:\d{2})$/.test(content.value.trim());
  const date = showDate(page, content) ?? (generated && showValue(page, generated));
  const assumed = isZoneKnown || !content.value.includes('T') ? undefined : ` (${page.text('norwegianTimeAssumed')})`;
  return html`<p class="quiet sent">${page.text('sent')} ${date}${assumed}</p>`;
}
