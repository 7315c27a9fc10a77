import { findCodeSystem } from '../code-systems/find-code-system.ts';

interface TypesOfModel {
  /** Beginning of the names of the models of one message. */
  readonly model: string;
  readonly types: RegExp;
  /** The types, as one tells a person. */
  readonly shown: string;
}

/** Which types of 8279 each message has (HISD 1209:2018 §4; for the older editions one letter, §3.1). */
const TYPES_OF_MODELS: readonly TypesOfModel[] = [
  { model: 'epikrise-', types: /^(E|EPIKRISE)$/, shown: 'EPIKRISE' },
  { model: 'henvisning-', types: /^(H|HENVISNING(_[A-Z]+)?)$/, shown: 'HENVISNING' },
  { model: 'rekvisisjon-', types: /^(R|REQ_[A-Z]+)$/, shown: 'REQ_LAB, REQ_RTG…' },
  { model: 'svarrapport-', types: /^(S|SVAR_[A-Z]+)$/, shown: 'SVAR_LAB, SVAR_RTG…' },
  // An extract of a record travels with a dialogue message beside it.
  {
    model: 'dialogmelding-',
    types: /^(DIALOG_\w+|EPJ-EKSTRAKT|TILBAKEMELD)$/,
    shown: 'DIALOG_HELSEFAGLIG, DIALOG_SVAR…',
  },
  { model: 'plo-innleggelsesrapport-', types: /^INNLEGGELSESRAPPORT$/, shown: 'INNLEGGELSESRAPPORT' },
  { model: 'plo-utskrivningsrapport-', types: /^UTSKRIVNINGSRAPPORT$/, shown: 'UTSKRIVNINGSRAPPORT' },
  { model: 'plo-helseopplysninger-til-lege-', types: /^HELSEOPPLYSNINGER_LEGE$/, shown: 'HELSEOPPLYSNINGER_LEGE' },
  { model: 'plo-helseopplysninger-1', types: /^HELSEOPPL_SOKNAD$/, shown: 'HELSEOPPL_SOKNAD' },
  { model: 'plo-medisinske-opplysninger-', types: /^MEDISINSKE_OPPLYSNINGER$/, shown: 'MEDISINSKE_OPPLYSNINGER' },
  {
    model: 'plo-orientering-tjenestetilbud-',
    types: /^ORIENTERING_TJENESTETILBUD$/,
    shown: 'ORIENTERING_TJENESTETILBUD',
  },
  { model: 'plo-pasientlogistikk-', types: /^LOG_[A-Z]+$/, shown: 'LOG_INNLAGT, LOG_UTSKREVET…' },
  { model: 'plo-fravar-', types: /^FRAVARSMELDING$/, shown: 'FRAVARSMELDING' },
  { model: 'eresept-m', types: /^ERM\d/, shown: 'ERM1, ERM10…' },
];

/** What the type of a document of this model should be, where it is known and this type is another. */
export function typeThatFits(modelName: string, type: string): string | undefined {
  const known = TYPES_OF_MODELS.find(({ model }) => modelName.startsWith(model));
  return known === undefined || known.types.test(type) ? undefined : known.shown;
}

/**
 * Types outside the printed lists of 8279: prescriptions, citizens' dialogues, registers, and the processes of NAV and
 * HELFO, whose types are their ebXML actions in mixed case.
 */
const OTHER_TYPES =
  /^(ERM\d|DIALOG_INNBYGGER_|HENVISNING_|(HENDELSE|SOK|KODEVERK)RE(QUEST|SPONSE)$|ADM_KOMM_KJERNEJOURNAL$|[A-Z][a-z]+)/;

export function isKnownType(type: string): boolean {
  return findCodeSystem(8279)?.values.has(type) === true || OTHER_TYPES.test(type);
}

/** The known type that this one seems to be meant as: same letters, another case, hyphens or spaces. */
export function similarType(type: string): string | undefined {
  const plain = (text: string) => text.toUpperCase().replace(/[\s_-]+/g, '');
  const wanted = plain(type);
  return [...(findCodeSystem(8279)?.values.keys() ?? [])].find((code) => plain(code) === wanted);
}

/** Models whose Type is a code of 8279, though the edition before had one letter (HISD 1209:2018 §3.1). */
export const TYPED_BY_8279: ReadonlySet<string> = new Set([
  'epikrise-1.2',
  'henvisning-1.1',
  'rekvisisjon-1.6',
  'svarrapport-1.4',
]);
