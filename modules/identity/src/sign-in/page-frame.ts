import { createHash } from 'node:crypto';

/** Small, so that it stands in the page; its hash opens the policy for it and nothing else. */
const style = [
  ':root{color-scheme:light dark;font:1.125rem/1.5 system-ui,sans-serif}',
  'body{margin:0 auto;padding:2rem 1rem;max-width:34rem}',
  'h1{font-size:1.5rem;line-height:1.25}ul{list-style:none;padding:0;margin:1.5rem 0}li{margin:.5rem 0}',
  'button,input{font:inherit;box-sizing:border-box;width:100%;min-height:3rem;padding:.5rem 1rem;text-align:start;',
  'border:2px solid currentcolor;border-radius:.5rem;background:Canvas;color:CanvasText}',
  'button{cursor:pointer;margin-top:.5rem}button:hover{text-decoration:underline}label{font-weight:600}',
  '.code{font-family:ui-monospace,monospace;font-size:1.75rem;letter-spacing:.15em}input.code{text-transform:uppercase}',
  '[role=alert]{border-inline-start:.375rem solid currentcolor;padding-inline-start:1rem}',
  ':focus-visible{outline:.25rem solid Highlight;outline-offset:.125rem}',
].join('');
const styleHash = createHash('sha256').update(style).digest('base64');

export type Language = 'nb' | 'nn' | 'en';

/** Bokmål unless the browser, or the client by `ui_locales`, asks for another of ours first. */
export function languageOf(wanted: string | undefined): Language {
  const [, language] = /^\s*(en|nn)\b/i.exec(wanted ?? '') ?? [];
  return language === undefined ? 'nb' : (language.toLowerCase() as Language);
}

/**
 * No script, no frame, nothing from elsewhere. Browsers hold the redirects after a form to `form-action` too, so the
 * place that the person is sent back to stands there.
 */
export function pagePolicy(returnUri?: string): string {
  const url = returnUri === undefined ? null : URL.parse(returnUri);
  const target = url === null ? '' : ` ${url.origin === 'null' ? url.protocol : url.origin}`;
  return `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'${target}; base-uri 'none'; frame-ancestors 'none'`;
}

/** `content` is HTML; the hidden values are text. */
export function form(action: string, hidden: Readonly<Record<string, string>>, content: string): string {
  const fields = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${safe(value)}">`,
  );
  return `<form method="post" action="${safe(action)}">${fields.join('')}${content}</form>`;
}

/** `title` and `body` are HTML. */
export function page(language: Language, title: string, body: string): string {
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title} – Samband</title>`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head>`,
    `<body><main><h1>${title}</h1>${body}</main></body></html>`,
  ].join('');
}

/** Text as HTML, in an element or a quoted attribute. */
export function safe(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
