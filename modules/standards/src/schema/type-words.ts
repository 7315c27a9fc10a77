interface TypeWords {
  readonly en: { readonly name: string; readonly fix: string };
  readonly nb: { readonly name: string; readonly fix: string };
}

const TYPES: Readonly<Record<string, TypeWords>> = {
  dateTime: {
    en: {
      name: 'a date with a time',
      fix: 'Write it as 2026-11-20T14:30:00+01:00, without spaces before or after.',
    },
    nb: {
      name: 'en dato med klokkeslett',
      fix: 'Skriv det som 2026-11-20T14:30:00+01:00, uten mellomrom foran eller bak.',
    },
  },
  date: {
    en: { name: 'a date', fix: 'Write it as 2026-11-20.' },
    nb: { name: 'en dato', fix: 'Skriv den som 2026-11-20.' },
  },
  boolean: {
    en: { name: 'true or false', fix: 'Write true or false.' },
    nb: { name: 'true eller false', fix: 'Skriv true eller false.' },
  },
  base64Binary: {
    en: { name: 'base64', fix: 'Encode the bytes with base64 (A–Z, a–z, 0–9, +, /, and = at the end).' },
    nb: { name: 'base64', fix: 'Kod innholdet med base64 (A–Z, a–z, 0–9, +, /, og = til slutt).' },
  },
  ID: {
    en: {
      name: 'an id that is used once in the document (letters and digits, beginning with a letter)',
      fix: 'Give each element an id of its own.',
    },
    nb: {
      name: 'en id som er brukt én gang i dokumentet (bokstaver og sifre, med bokstav først)',
      fix: 'Gi hvert element sin egen id.',
    },
  },
};

const NUMBERS: ReadonlySet<string> = new Set(['int', 'integer', 'decimal', 'double', 'float', 'long', 'short', 'byte']);

const NUMBER: TypeWords = {
  en: { name: 'a number', fix: 'Write digits only, with a point before decimals: 12 or 12.5.' },
  nb: { name: 'et tall', fix: 'Skriv bare sifre, med punktum foran desimaler: 12 eller 12.5.' },
};

const ANY_TYPE: TypeWords = {
  en: { name: 'one of the allowed values', fix: 'See the standard for the values that are allowed.' },
  nb: { name: 'en av de tillatte verdiene', fix: 'Se i standarden hvilke verdier som er tillatt.' },
};

/** What a value of an XSD type is called, and how it is written. */
export function typeWords(type: string | undefined, language: 'en' | 'nb'): { name: string; fix: string } {
  const words = wordsOf(type)[language];
  if (words !== ANY_TYPE[language] || type === undefined) return words;
  return { ...words, name: language === 'en' ? `a valid ${type}` : `en gyldig ${type}` };
}

function wordsOf(type: string | undefined): TypeWords {
  const name = type?.replace(/^xs:/, '') ?? '';
  if (NUMBERS.has(name) || /Integer$/.test(name)) return NUMBER;
  return TYPES[name] ?? ANY_TYPE;
}
