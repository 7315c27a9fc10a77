import { type Html, html, styleElement } from './html.ts';
import { renderedStyle, renderedStyleHash } from './rendered-style.ts';
import type { Language } from './text/language.ts';

/** Nothing but our style sheet can act or load: no script, no other style, no picture from elsewhere, no form. */
const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src ${renderedStyleHash}; img-src data:; base-uri 'none'; form-action 'none'`;

export interface Frame {
  readonly language: Language;
  /** Never with an identity number: titles end in histories and logs. */
  readonly title: string;
  /** Repeated at the top of each printed page, for those who find one sheet alone. */
  readonly running: Html | undefined;
  readonly body: Html;
}

/** The whole page around a rendered message. */
export function pageFrame({ language, title, running, body }: Frame): Html {
  return html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
${styleElement(renderedStyle)}
</head>
<body>
<div class="sheet">
${running && html`<div class="running" aria-hidden="true"><p>${running}</p></div>`}
<main class="running-row">
${body}
</main>
</div>
</body>
</html>
`;
}
