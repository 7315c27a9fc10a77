import { form, type Language, page, safe } from './page-frame.ts';

const words = {
  nb: {
    enter: 'Logg inn på en annen enhet',
    enterText: 'Skriv koden som står på enheten.',
    code: 'Kode',
    next: 'Fortsett',
    unknown: 'Koden gjelder ikke. Se på enheten, og skriv den på nytt.',
    used: 'Koden er brukt eller utløpt. Be om en ny på enheten.',
    aborted: 'Innloggingen er avbrutt.',
    confirm: (client: string) => `Vil du logge inn i ${client}?`,
    confirmText: 'Fortsett bare hvis du selv har enheten foran deg, og den viser denne koden:',
    yes: 'Ja, logg inn',
    no: 'Nei, avbryt',
    done: 'Du er logget inn på enheten',
    doneText: 'Du kan lukke dette vinduet og fortsette der.',
  },
  nn: {
    enter: 'Logg inn på ei anna eining',
    enterText: 'Skriv koden som står på eininga.',
    code: 'Kode',
    next: 'Hald fram',
    unknown: 'Koden gjeld ikkje. Sjå på eininga, og skriv han på nytt.',
    used: 'Koden er brukt eller gått ut. Be om ein ny på eininga.',
    aborted: 'Innlogginga er avbroten.',
    confirm: (client: string) => `Vil du logge inn i ${client}?`,
    confirmText: 'Hald fram berre om du sjølv har eininga framfor deg, og ho viser denne koden:',
    yes: 'Ja, logg inn',
    no: 'Nei, avbryt',
    done: 'Du er logga inn på eininga',
    doneText: 'Du kan late att dette vindauget og halde fram der.',
  },
  en: {
    enter: 'Log in on another device',
    enterText: 'Type the code that the device shows.',
    code: 'Code',
    next: 'Continue',
    unknown: 'That code is not in use. Look at the device, and type it again.',
    used: 'The code has been used or has expired. Ask for a new one on the device.',
    aborted: 'The log-in was cancelled.',
    confirm: (client: string) => `Do you want to log in to ${client}?`,
    confirmText: 'Continue only if you have the device in front of you, and it shows this code:',
    yes: 'Yes, log in',
    no: 'No, cancel',
    done: 'You are logged in on the device',
    doneText: 'You can close this window and go on there.',
  },
};

/** Why the code is asked for again. */
export type CodeFault = 'unknown' | 'used' | 'aborted';

interface CodeForm {
  readonly action: string;
  readonly xsrf: string;
}

/** Where a person types the code that a device shows (RFC 8628 §3.3); filled in when it came in the link. */
export function codePage(
  language: Language,
  { action, xsrf }: CodeForm,
  { code = '', fault }: { code?: string; fault?: CodeFault | undefined } = {},
): string {
  const text = words[language];
  const notice = fault === undefined ? '' : `<p role="alert">${text[fault]}</p>`;
  const input = [
    `<label for="code">${text.code}</label>`,
    `<input class="code" id="code" name="user_code" value="${safe(code)}" maxlength="20" required`,
    ` autocomplete="off" autocapitalize="characters" spellcheck="false">`,
    `<button>${text.next}</button>`,
  ];
  return page(language, text.enter, `${notice}<p>${text.enterText}</p>${form(action, { xsrf }, input.join(''))}`);
}

/** Names the client and the code, so that nobody logs another one's device in (RFC 8628 §5.4). */
export function confirmCodePage(
  language: Language,
  { action, xsrf }: CodeForm,
  { code, clientName }: { code: string; clientName: string },
): string {
  const text = words[language];
  const buttons = `<button name="confirm" value="yes">${text.yes}</button><button name="abort" value="yes">${text.no}</button>`;
  const body = `<p>${text.confirmText}</p><p class="code">${safe(code)}</p>${form(action, { xsrf, user_code: code }, buttons)}`;
  return page(language, safe(text.confirm(clientName)), body);
}

export function deviceDonePage(language: Language): string {
  return page(language, words[language].done, `<p>${words[language].doneText}</p>`);
}
