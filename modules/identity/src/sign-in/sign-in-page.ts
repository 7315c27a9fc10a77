import { createHash } from 'node:crypto';
import { fullName, type Person } from './person.ts';

/** Small, so that it stands in the page; its hash opens the policy for it and nothing else. */
const style = [
  ':root{color-scheme:light dark;font:1.125rem/1.5 system-ui,sans-serif}',
  'body{margin:0 auto;padding:2rem 1rem;max-width:34rem}',
  'h1{font-size:1.5rem;line-height:1.25}ul{list-style:none;padding:0;margin:1.5rem 0}li{margin:.5rem 0}',
  'button{font:inherit;width:100%;min-height:3rem;padding:.5rem 1rem;text-align:start;cursor:pointer;',
  'border:2px solid currentcolor;border-radius:.5rem;background:Canvas;color:CanvasText}',
  'button:hover{text-decoration:underline}:focus-visible{outline:.25rem solid Highlight;outline-offset:.125rem}',
].join('');
const styleHash = createHash('sha256').update(style).digest('base64');

const words = {
  nb: {
    choose: 'Velg hvem du er',
    asks: (client: string) => `${client} ber deg logge inn. Personene er oppdiktet, og ingen passord trengs.`,
    hpr: 'HPR-nummer',
    cancel: 'Avbryt',
    leave: 'Logg ut',
    leaveText: 'Vil du logge ut av alle systemer der du er logget inn herfra?',
    left: 'Du er logget ut',
    leftText: 'Du kan lukke dette vinduet.',
    gone: 'Innloggingen er utløpt',
    goneText: 'Gå tilbake til systemet du kom fra, og logg inn på nytt.',
  },
  en: {
    choose: 'Choose who you are',
    asks: (client: string) => `${client} asks you to log in. The persons are invented, and no password is needed.`,
    hpr: 'HPR number',
    cancel: 'Cancel',
    leave: 'Log out',
    leaveText: 'Do you want to log out of all systems where you are logged in from here?',
    left: 'You are logged out',
    leftText: 'You can close this window.',
    gone: 'The log-in has expired',
    goneText: 'Go back to the system you came from, and log in again.',
  },
};

export type Language = keyof typeof words;

/** Norwegian unless the browser, or the client by `ui_locales`, asks for English first. */
export function languageOf(wanted: string | undefined): Language {
  return /^\s*en\b/i.test(wanted ?? '') ? 'en' : 'nb';
}

interface Choice {
  readonly language: Language;
  readonly clientName: string;
  readonly persons: readonly Person[];
  readonly action: string;
  /** What the form must bring back. */
  readonly proof: string;
}

/** A button for each person; no script. */
export function choicePage({ language, clientName, persons, action, proof }: Choice): string {
  const text = words[language];
  const choices = persons.map((person) => {
    const hpr = person.hprNumber === undefined ? '' : ` – ${text.hpr} ${person.hprNumber}`;
    return `<li><button name="person" value="${safe(person.subject)}">${safe(fullName(person) + hpr)}</button></li>`;
  });
  return page(
    language,
    text.choose,
    `<p>${safe(text.asks(clientName))}</p>${form(action, { proof }, `<ul>${choices.join('')}</ul><button name="cancel" value="yes">${text.cancel}</button>`)}`,
  );
}

/** Asks before it ends the session: a link from elsewhere must not log anybody out. */
export function signOutPage(language: Language, action: string, xsrf: string): string {
  const { leave, leaveText } = words[language];
  const button = `<button name="logout" value="yes">${leave}</button>`;
  return page(language, leave, `<p>${leaveText}</p>${form(action, { xsrf }, button)}`);
}

export function signedOutPage(language: Language): string {
  return page(language, words[language].left, `<p>${words[language].leftText}</p>`);
}

export function expiredPage(language: Language): string {
  return page(language, words[language].gone, `<p>${words[language].goneText}</p>`);
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

function form(action: string, hidden: Readonly<Record<string, string>>, buttons: string): string {
  const fields = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${safe(value)}">`,
  );
  return `<form method="post" action="${safe(action)}">${fields.join('')}${buttons}</form>`;
}

function page(language: Language, title: string, body: string): string {
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title} – Samband</title>`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head>`,
    `<body><main><h1>${title}</h1>${body}</main></body></html>`,
  ].join('');
}

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
