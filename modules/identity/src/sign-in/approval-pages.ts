import type { Asked } from './backchannel.ts';
import { form, type Language, page, safe } from './page-frame.ts';
import { fullName, type Person } from './person.ts';
import { personButtons } from './sign-in-page.ts';

const words = {
  nb: {
    who: 'Hvem er du?',
    whoText: 'Her svarer du systemer som ber deg logge inn. Personene er oppdiktet.',
    waiting: (name: string) => `Det som venter på svar fra ${name}`,
    none: 'Ingenting venter.',
    asks: (client: string) => `${client} ber deg logge inn.`,
    yes: 'Ja, logg inn',
    no: 'Nei',
    again: 'Se etter på nytt',
    gone: 'Det var ikke lenger noe å svare på.',
  },
  nn: {
    who: 'Kven er du?',
    whoText: 'Her svarar du system som ber deg logge inn. Personane er oppdikta.',
    waiting: (name: string) => `Det som ventar på svar frå ${name}`,
    none: 'Ingenting ventar.',
    asks: (client: string) => `${client} ber deg logge inn.`,
    yes: 'Ja, logg inn',
    no: 'Nei',
    again: 'Sjå etter på nytt',
    gone: 'Det var ikkje lenger noko å svare på.',
  },
  en: {
    who: 'Who are you?',
    whoText: 'Here you answer systems that ask you to log in. The persons are invented.',
    waiting: (name: string) => `What waits for the answer of ${name}`,
    none: 'Nothing waits.',
    asks: (client: string) => `${client} asks you to log in.`,
    yes: 'Yes, log in',
    no: 'No',
    again: 'Look again',
    gone: 'There was nothing left to answer.',
  },
};

export function whoPage(language: Language, action: string, persons: readonly Person[]): string {
  const { who, whoText } = words[language];
  return page(language, who, `<p>${whoText}</p>${form(action, {}, personButtons(language, persons))}`);
}

interface Waiting {
  readonly action: string;
  readonly person: Person;
  readonly asked: readonly Asked[];
  /** What was answered had expired, or had its answer. */
  readonly isGone: boolean;
}

export function waitingPage(language: Language, { action, person, asked, isGone }: Waiting): string {
  const text = words[language];
  const yesOrNo = `<button name="answer" value="yes">${text.yes}</button><button name="answer" value="no">${text.no}</button>`;
  const entries = asked.map(({ handle, clientName, bindingMessage = '' }) => {
    const message = bindingMessage === '' ? '' : `<p class="code">${safe(bindingMessage)}</p>`;
    const hidden = { person: person.subject, request: handle };
    return `<li><p>${safe(text.asks(clientName))}</p>${message}${form(action, hidden, yesOrNo)}</li>`;
  });
  const list = entries.length === 0 ? `<p>${text.none}</p>` : `<ul>${entries.join('')}</ul>`;
  const notice = isGone ? `<p role="alert">${text.gone}</p>` : '';
  const again = form(action, { person: person.subject }, `<button>${text.again}</button>`);
  return page(language, safe(text.waiting(fullName(person))), `${notice}${list}${again}`);
}
