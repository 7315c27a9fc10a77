import { typeWords } from './type-words.ts';

/** What one kind of schema error is called, and how it is mended. Values come quoted, cut and masked. */
export interface Phrase {
  readonly when: RegExp;
  readonly en: (words: Words) => { message: string; fix: string };
  readonly nb: (words: Words) => { message: string; fix: string };
}

/** What libxml2's message names, by name. */
export type Words = Readonly<Record<string, string>> & { readonly what: string; readonly element: string };

/**
 * libxml2's words and ours, in the order they are tried. Its messages begin with `Element 'X': ` or
 * `Element 'X', attribute 'y': `, which the caller has taken off.
 */
export const PHRASES: readonly Phrase[] = [
  {
    when: /^This element is not expected\. Expected is (?:one of )?\( (?<expected>.*?) ?(?:\)\.|…)$/s,
    en: ({ what, expected }) => ({
      message: `${what} is not allowed here; expected ${alternatives(expected, EN)}`,
      fix: `Put ${alternatives(expected, EN)} before ${what}, or move ${what} to its place: the order of elements is fixed. If there is no ${what} in this standard, take it out.`,
    }),
    nb: ({ what, expected }) => ({
      message: `${what} kan ikke stå her; her ventes ${alternatives(expected, NB)}`,
      fix: `Sett inn ${alternatives(expected, NB)} foran ${what}, eller flytt ${what} til sin plass: rekkefølgen er fast. Finnes ikke ${what} i denne standarden, må det fjernes.`,
    }),
  },
  {
    when: /^This element is not expected\.$/,
    en: ({ what }) => ({
      message: `${what} is not allowed here; nothing more is expected`,
      fix: `Take ${what} out, or move it to its place. It may stand too many times, or after the last element that the standard allows.`,
    }),
    nb: ({ what }) => ({
      message: `${what} kan ikke stå her; det ventes ikke flere elementer`,
      fix: `Fjern ${what}, eller flytt det til sin plass. Det kan være gjentatt for mange ganger, eller stå etter det siste elementet standarden tillater.`,
    }),
  },
  {
    when: /^Missing child element\(s\)\. Expected is (?:one of )?\( (?<expected>.*?) ?(?:\)\.|…)$/s,
    en: ({ what, expected }) => ({
      message: `${what} is not complete; ${alternatives(expected, EN)} is missing`,
      fix: `Add ${alternatives(expected, EN)} at the end of ${what}.`,
    }),
    nb: ({ what, expected }) => ({
      message: `${what} er ikke komplett; ${alternatives(expected, NB)} mangler`,
      fix: `Legg til ${alternatives(expected, NB)} sist i ${what}.`,
    }),
  },
  {
    when: /^The attribute '(?<name>.*)' is required but missing\.$/,
    en: ({ element, name }) => ({
      message: `${element} lacks the attribute ${name}`,
      fix: `Write ${name}="…" in the start tag of ${element}.`,
    }),
    nb: ({ element, name }) => ({
      message: `${element} mangler attributtet ${name}`,
      fix: `Skriv ${name}="…" i starttaggen til ${element}.`,
    }),
  },
  {
    when: /^The attribute '(?<name>.*)' is not allowed\.$/,
    en: ({ what, element, name }) => ({
      message: `${what} may not have the attribute ${name}`,
      fix: `Take the attribute ${name} out of ${element}. Check its spelling: V, S, DN and OT are in capitals.`,
    }),
    nb: ({ what, element, name }) => ({
      message: `${what} kan ikke ha attributtet ${name}`,
      fix: `Fjern attributtet ${name} fra ${element}. Sjekk skrivemåten: V, S, DN og OT har store bokstaver.`,
    }),
  },
  {
    // The only union in the models that has no name is TS of KITH's data types, a point in time.
    when: /^'(?<value>.*)' is not a valid value of the local union type\.$/s,
    en: ({ what, value }) => ({
      message: `${what} has the value ${value}, which is not a date or time such as 2026-11-20T14:30:00`,
      fix: 'Write year, month and day with dashes, and the time after a T: 2026-11-20, or 2026-11-20T14:30:00+01:00. A date may also be a year, or a year and a month. Leave the element out if there is no date.',
    }),
    nb: ({ what, value }) => ({
      message: `${what} har verdien ${value}, som ikke er en dato eller et tidspunkt som 2026-11-20T14:30:00`,
      fix: 'Skriv år, måned og dag med bindestrek, og klokkeslettet etter en T: 2026-11-20, eller 2026-11-20T14:30:00+01:00. En dato kan også være bare år, eller år og måned. Utelat elementet om det ikke er noen dato.',
    }),
  },
  {
    when: /^'(?<value>.*)' is not a valid value of the (?:local )?(?:atomic|list|union) type(?: '(?<type>.*)')?\.$/s,
    en: ({ what, value, type }) => ({
      message: `${what} has the value ${value}, which is not ${typeWords(type, 'en').name}`,
      fix: typeWords(type, 'en').fix,
    }),
    nb: ({ what, value, type }) => ({
      message: `${what} har verdien ${value}, som ikke er ${typeWords(type, 'nb').name}`,
      fix: typeWords(type, 'nb').fix,
    }),
  },
  {
    when: /^\[facet 'enumeration'\] The value '(?<value>.*)' is not an element of the set \{(?<set>.*)\}\.$/s,
    en: ({ what, value, set }) => ({
      message: `${what} has the value ${value}; allowed are ${listed(set)}`,
      fix: 'Use one of the values that are allowed, spelled exactly so.',
    }),
    nb: ({ what, value, set }) => ({
      message: `${what} har verdien ${value}; tillatt er ${listed(set)}`,
      fix: 'Bruk en av verdiene som er tillatt, skrevet nøyaktig slik.',
    }),
  },
  {
    when: /^\[facet 'pattern'\] The value '(?<value>.*)' is not accepted by the pattern '(?<pattern>.*)'\.$/s,
    en: ({ what, value, pattern }) => ({
      message: `${what} has the value ${value}, which does not have the form ${pattern}`,
      fix: patternAdvice(pattern, 'en'),
    }),
    nb: ({ what, value, pattern }) => ({
      message: `${what} har verdien ${value}, som ikke har formen ${pattern}`,
      fix: patternAdvice(pattern, 'nb'),
    }),
  },
  {
    when: /^\[facet '(?<facet>.*?)'\] The value(?: '(?<value>.*)')? has a length of '(?<length>\d+)'; this (?<how>exceeds|underruns|differs from) .*'(?<limit>\d+)'\.$/s,
    en: ({ what, length, how, limit }) => ({
      message: `${what} is ${length} characters long; ${BOUNDS[how as Bound].en} ${limit} are allowed`,
      fix:
        how === 'exceeds'
          ? `Shorten the text to ${limit} characters.`
          : `Write ${BOUNDS[how as Bound].en} ${limit} characters, or leave the element out if there is nothing to say.`,
    }),
    nb: ({ what, length, how, limit }) => ({
      message: `${what} er ${length} tegn langt; ${BOUNDS[how as Bound].nb} ${limit} er tillatt`,
      fix:
        how === 'exceeds'
          ? `Kort teksten ned til ${limit} tegn.`
          : `Skriv ${BOUNDS[how as Bound].nb} ${limit} tegn, eller utelat elementet om det ikke er noe å si.`,
    }),
  },
  {
    when: /^\[facet '(?<facet>m(?:in|ax)(?:In|Ex)clusive)'\] The value '(?<value>.*)' is (?:less|greater) than .*'(?<limit>[^']*)'.*\.$/s,
    en: ({ what, value, facet, limit }) => ({
      message: `${what} has the value ${value}; ${facet?.startsWith('min') ? 'at least' : 'at most'} ${limit} is allowed`,
      fix: 'Write a number within the limits of the standard.',
    }),
    nb: ({ what, value, facet, limit }) => ({
      message: `${what} har verdien ${value}; ${facet?.startsWith('min') ? 'minst' : 'høyst'} ${limit} er tillatt`,
      fix: 'Skriv et tall innenfor grensene i standarden.',
    }),
  },
  {
    when: /^The element content is not valid: '?(?<value>.*?)'? .*$/s,
    en: ({ what }) => ({
      message: `${what} has content that is not allowed`,
      fix: `See the standard for what ${what} may hold, and take the rest out.`,
    }),
    nb: ({ what }) => ({
      message: `${what} har innhold som ikke er tillatt`,
      fix: `Se i standarden hva ${what} kan inneholde, og fjern resten.`,
    }),
  },
  {
    when: /^The actual value '(?<value>.*)' does not match the fixed value constraint '(?<fixed>.*)'\.$/s,
    en: ({ what, value, fixed }) => ({
      message: `${what} has the value ${value} but must be "${fixed}"`,
      fix: `Write exactly "${fixed}".`,
    }),
    nb: ({ what, value, fixed }) => ({
      message: `${what} har verdien ${value}, men må være "${fixed}"`,
      fix: `Skriv nøyaktig "${fixed}".`,
    }),
  },
  {
    when: /^Character content is not allowed, because the content type is empty\.$/,
    en: ({ what }) => ({
      message: `${what} may hold neither text nor elements`,
      fix: `Write <${what} …/> with its attributes only. A coded value stands in the attribute V, not as text.`,
    }),
    nb: ({ what }) => ({
      message: `${what} kan verken inneholde tekst eller elementer`,
      fix: `Skriv <${what} …/> med bare attributter. En kodet verdi står i attributtet V, ikke som tekst.`,
    }),
  },
  {
    when: /^Character content (?:other than whitespace )?is not allowed.*$/s,
    en: ({ what }) => ({
      message: `${what} may hold elements only, not text`,
      fix: `Take the text directly in ${what} out, or put it into the element it belongs to.`,
    }),
    nb: ({ what }) => ({
      message: `${what} kan bare inneholde elementer, ikke tekst`,
      fix: `Fjern teksten som står direkte i ${what}, eller legg den i elementet den hører til.`,
    }),
  },
  {
    when: /^Element content is not allowed.*$/s,
    en: ({ what }) => ({
      message: `${what} may hold text only, not elements`,
      fix: `Take the elements in ${what} out.`,
    }),
    nb: ({ what }) => ({
      message: `${what} kan bare inneholde tekst, ikke elementer`,
      fix: `Fjern elementene i ${what}.`,
    }),
  },
  {
    when: /^No matching global element declaration available, but demanded by the strict wildcard\.$/,
    en: ({ what }) => ({
      message: `${what} is not known and may not stand here`,
      fix: `Check the name and the namespace (xmlns) of ${what}: both must be those of a message standard.`,
    }),
    nb: ({ what }) => ({
      message: `${what} er ikke kjent og kan ikke stå her`,
      fix: `Sjekk navnet og navnerommet (xmlns) til ${what}: begge må være fra en meldingsstandard.`,
    }),
  },
  {
    when: /^No matching global declaration available for the validation root\.$/,
    en: ({ what }) => ({
      message: `${what} is not a document of this standard`,
      fix: 'Begin the document with the element that the standard names as its root, in the namespace of the standard.',
    }),
    nb: ({ what }) => ({
      message: `${what} er ikke et dokument etter denne standarden`,
      fix: 'La dokumentet begynne med rotelementet som standarden nevner, i standardens navnerom.',
    }),
  },
  {
    when: /^'(?<value>.*)' is not a valid value of the .*$/s,
    en: ({ what, value }) => ({
      message: `${what} has the value ${value}, which is not allowed`,
      fix: 'See the standard for the values that are allowed.',
    }),
    nb: ({ what, value }) => ({
      message: `${what} har verdien ${value}, som ikke er tillatt`,
      fix: 'Se i standarden hvilke verdier som er tillatt.',
    }),
  },
];

type Bound = 'exceeds' | 'underruns' | 'differs from';

const BOUNDS = {
  exceeds: { en: 'at most', nb: 'høyst' },
  underruns: { en: 'at least', nb: 'minst' },
  'differs from': { en: 'exactly', nb: 'nøyaktig' },
} as const;

const EN = { or: 'or', another: 'another element' } as const;
const NB = { or: 'eller', another: 'et annet element' } as const;
type Conjunction = typeof EN | typeof NB;

/** Names that are listed of many alternatives; the rest is "another element". */
const ALTERNATIVES_MAX = 8;

/** `A, B, C` from libxml2's list; a wildcard `##other{…}*` and what was cut off is "another element". */
function alternatives(list = '', { or, another }: Conjunction): string {
  const all = list.split(', ').map((name) => (/[#*{…]/.test(name) ? another : name));
  const names = [...new Set(all)];
  const shown = names.length > ALTERNATIVES_MAX ? [...names.slice(0, ALTERNATIVES_MAX - 1), another] : names;
  return [...new Set(shown)].join(` ${or} `);
}

function listed(set = ''): string {
  return set.replaceAll("'", '').trim();
}

/** The pattern of KITH's data types for the code system of a coded value. */
const OID_PATTERN = '(\\d+\\.?)*\\d+';

function patternAdvice(pattern: string | undefined, language: 'en' | 'nb'): string {
  if (pattern === OID_PATTERN) {
    return language === 'en'
      ? 'Write the OID of the code system in S, digits and points only: 2.16.578.1.12.4.1.1.8116.'
      : 'Skriv OID-en til kodeverket i S, bare sifre og punktum: 2.16.578.1.12.4.1.1.8116.';
  }
  return language === 'en'
    ? 'Write the value in the form that the standard asks for.'
    : 'Skriv verdien på den formen standarden krever.';
}
