import { listModels } from '@samband/standards';
import type { ManifestReference, SoftwareDescription } from '../messages/ebxml-read.ts';
import type { Rule } from './rule.ts';
import type { RuleSubject } from './rule-subject.ts';

type Schema = ManifestReference['schemas'][number];

const schemasOf = ({ read }: RuleSubject): Schema[] => read.manifest.flatMap(({ schemas }) => schemas);
const softwareOf = ({ header }: RuleSubject): SoftwareDescription | undefined => header?.software;

/** Namespace → the models of it; made once, since the catalogue does not change while we run. */
let known: ReadonlyMap<string, { readonly name: string; readonly version: string | undefined }> | undefined;
function modelOf({ location }: Schema) {
  known ??= new Map(listModels().map(({ namespace, name, version }) => [namespace, { name, version }]));
  return known.get(location ?? '');
}

/** Actions of code system 8279, and the models of the documents that go under them (HISD 1209). */
const modelsOfActions: readonly (readonly [RegExp, RegExp])[] = [
  [/^APPREC$/, /^apprec-/],
  [/^EPIKRISE$/, /^epikrise-/],
  [/^HENVISNING/, /^henvisning-/],
  [/^REQ_/, /^rekvisisjon-/],
  [/^SVAR_/, /^svarrapport-/],
  [/^DIALOG_/, /^dialogmelding-/],
  [/^INNLEGGELSESRAPPORT$/, /^plo-innleggelsesrapport-/],
  [/^UTSKRIVNINGSRAPPORT$/, /^plo-utskrivningsrapport-/],
  [/^HELSEOPPL_SOKNAD$/, /^plo-helseopplysninger-\d/],
  [/^HELSEOPPLYSNINGER_LEGE$/, /^plo-helseopplysninger-til-lege-/],
  [/^MEDISINSKE_OPPLYSNINGER$/, /^plo-medisinske-opplysninger-/],
  [/^ORIENTERING_TJENESTETILBUD$/, /^plo-orientering-tjenestetilbud-/],
  [/^LOG_/, /^plo-pasientlogistikk-/],
];

/** Only where both are known: what other services call their actions says nothing of their documents. */
function isOfOtherAction(action: string | undefined, schema: Schema): boolean {
  const model = modelOf(schema);
  const ofAction = modelsOfActions.find(([actions]) => actions.test(action ?? ''))?.[1];
  return model !== undefined && ofAction !== undefined && !ofAction.test(model.name);
}

/** HITS 1172 §5.14.4: which document and which software, by HITS 1210. */
export const softwareRules: readonly Rule[] = [
  {
    number: 265,
    en: 'eb:Schema does not say which document it is: location is empty or missing.',
    nb: 'eb:Schema sier ikke hvilken fagmelding det er: location er tom eller mangler.',
    source: 'HITS 1210 §6.2.1',
    effect: 'record',
    isBroken: (it) => schemasOf(it).some(({ location }) => !location),
  },
  {
    number: 266,
    en: 'eb:Schema does not say which version: version is empty or missing.',
    nb: 'eb:Schema sier ikke hvilken versjon: version er tom eller mangler.',
    source: 'HITS 1210 §6.2.1',
    effect: 'record',
    isBroken: (it) => schemasOf(it).some(({ version }) => !version),
  },
  {
    number: 267,
    en: 'The document that eb:Schema names is of no known standard.',
    nb: 'Fagmeldingen som eb:Schema oppgir, hører ikke til noen kjent standard.',
    source: 'HITS 1210 §6.2.1',
    effect: 'record',
    isBroken: (it) => schemasOf(it).some((schema) => !!schema.location && !modelOf(schema)),
  },
  {
    number: 268,
    en: 'The version in eb:Schema is another than that of the document that it names.',
    nb: 'Versjonen i eb:Schema stemmer ikke med fagmeldingen som er oppgitt.',
    source: 'HITS 1210 §6.2.1',
    effect: 'record',
    isBroken: (it) =>
      schemasOf(it).some((schema) => {
        const version = modelOf(schema)?.version;
        return !!schema.version && version !== undefined && version !== schema.version.replace(/^v/i, '');
      }),
  },
  {
    number: 269,
    en: 'Service and Action are of another document than the one that eb:Schema names.',
    nb: 'Service og Action gjelder en annen fagmelding enn den eb:Schema oppgir.',
    source: 'HITS 1210 §6.2.1, HISD 1209',
    effect: 'record',
    isBroken: (it) => schemasOf(it).some((schema) => isOfOtherAction(it.header?.action, schema)),
  },
  {
    number: 270,
    en: 'The document is of another namespace than the one that eb:Schema names.',
    nb: 'Forretningsdokumentet har et annet navnerom enn det eb:Schema oppgir.',
    source: 'HITS 1210 §6.2.1',
    effect: 'record',
    needs: 'documentNamespaces',
    isBroken: (it) =>
      schemasOf(it).some(({ location }) => !!location && it.context.documentNamespaces?.includes(location) === false),
  },
  {
    number: 271,
    en: 'The description does not name the message handler: MSH-system is missing.',
    nb: 'Beskrivelsen oppgir ikke meldingstjeneren: MSH-system mangler.',
    source: 'HITS 1210 §6.2.2',
    effect: 'record',
    isBroken: (it) => !!softwareOf(it) && softwareOf(it)?.mshSystem === undefined,
  },
  {
    number: 272,
    en: 'The description does not say which version of the message handler: MSH-versjon is missing.',
    nb: 'Beskrivelsen oppgir ikke versjonen av meldingstjeneren: MSH-versjon mangler.',
    source: 'HITS 1210 §6.2.2',
    effect: 'record',
    isBroken: (it) => !!softwareOf(it) && softwareOf(it)?.mshVersion === undefined,
  },
  {
    number: 273,
    en: 'MSH-system is empty.',
    nb: 'MSH-system er tom.',
    source: 'HITS 1210 §6.2.2',
    effect: 'record',
    isBroken: (it) => softwareOf(it)?.mshSystem === '',
  },
  {
    number: 274,
    en: 'MSH-versjon is empty.',
    nb: 'MSH-versjon er tom.',
    source: 'HITS 1210 §6.2.2',
    effect: 'record',
    isBroken: (it) => softwareOf(it)?.mshVersion === '',
  },
  {
    number: 279,
    en: 'Both must be said: which software made the message, and which document it carries.',
    nb: 'Begge deler skal oppgis: hvilken meldingstjener som har laget meldingen, og hvilken fagmelding den bærer.',
    source: 'HITS 1210 §6.2.2',
    effect: 'record',
    isBroken: (it) => !softwareOf(it) || schemasOf(it).length === 0,
  },
];
