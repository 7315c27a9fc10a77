import { form, type Language, page, safe } from './page-frame.ts';
import { fullName, type Person } from './person.ts';

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
  nn: {
    choose: 'Vel kven du er',
    asks: (client: string) => `${client} ber deg logge inn. Personane er oppdikta, og ingen passord trengst.`,
    hpr: 'HPR-nummer',
    cancel: 'Avbryt',
    leave: 'Logg ut',
    leaveText: 'Vil du logge ut av alle systema der du er logga inn herifrå?',
    left: 'Du er logga ut',
    leftText: 'Du kan late att dette vindauget.',
    gone: 'Innlogginga er gått ut',
    goneText: 'Gå tilbake til systemet du kom frå, og logg inn på nytt.',
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
  const buttons = `${personButtons(language, persons)}<button name="cancel" value="yes">${text.cancel}</button>`;
  return page(language, text.choose, `<p>${safe(text.asks(clientName))}</p>${form(action, { proof }, buttons)}`);
}

/** The persons, each a button that sends who it is as `person`. */
export function personButtons(language: Language, persons: readonly Person[]): string {
  const choices = persons.map((person) => {
    const hpr = person.hprNumber === undefined ? '' : ` – ${words[language].hpr} ${person.hprNumber}`;
    return `<li><button name="person" value="${safe(person.subject)}">${safe(fullName(person) + hpr)}</button></li>`;
  });
  return `<ul>${choices.join('')}</ul>`;
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
