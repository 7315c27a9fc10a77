import type { Rule } from './rule.ts';
import { isBefore, timeText } from './times.ts';

/** Names of a beginning and of its end, side by side in one element, over all message standards. */
const PERIODS: readonly (readonly [from: string, to: string])[] = [
  ['DateOfBirth', 'DateOfDeath'],
  ['DoseringStarttidspunkt', 'DoseringSluttidspunkt'],
  ['FodtFraOgMed', 'FodtTilOgMed'],
  ['FraDato', 'TilDato'],
  ['FravarendeFraDato', 'FravarendeTilDato'],
  ['From', 'To'],
  ['FromDate', 'ToDate'],
  ['GyldigFraDato', 'GyldigTilDato'],
  ['GyldigFomDato', 'GyldigTomDato'],
  ['PeriodeFOMDato', 'PeriodeTOMDato'],
  ['Start', 'End'],
  ['StartDateTime', 'EndDateTime'],
  ['StartPeriode', 'SluttPeriode'],
  ['Startdato', 'Sluttdato'],
  ['Starttidspunkt', 'Sluttidspunkt'],
  ['periodeFOMDato', 'periodeTOMDato'],
];

/** Names that the rules about dates look at. */
export const DATE_NAMES: readonly string[] = PERIODS.map(([from]) => from);

/** Dates that make sense. */
export const DATE_RULES: readonly Rule[] = [
  {
    id: 'date-order',
    source: 'The meaning of the elements in each standard',
    severity: 'warning',
    appliesTo: ['every-document'],
    text: { en: '{to} is before {from}', nb: '{to} er før {from}' },
    fix: {
      en: 'Check both dates: they may have changed places, or one of them has a wrong year.',
      nb: 'Sjekk begge datoene: de kan ha byttet plass, eller en av dem har feil år.',
    },
    *violations({ elements }) {
      for (const [from, to] of PERIODS) {
        for (const begin of elements.get(from) ?? []) {
          const end = begin.parent?.child(to);
          if (end && isBefore(timeText(end), timeText(begin))) yield { at: end, words: { from, to } };
        }
      }
    },
  },
  {
    id: 'birth-in-future',
    source: 'HIS 80601:2006 Patient/DateOfBirth',
    severity: 'warning',
    appliesTo: ['msghead', 'hcp'],
    text: {
      en: 'DateOfBirth is after the document was made',
      nb: 'DateOfBirth er etter at dokumentet ble laget',
    },
    fix: { en: 'Check the year of the date of birth.', nb: 'Sjekk året i fødselsdatoen.' },
    *violations({ head, elements }) {
      if (head === undefined) return;
      for (const birth of elements.get('DateOfBirth') ?? []) {
        if (isBefore(head.header.generatedAt.text, timeText(birth))) yield { at: birth };
      }
    },
  },
];
