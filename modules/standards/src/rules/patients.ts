import type { OutlineElement } from '../outline/outline-element.ts';
import type { Rule } from './rule.ts';
import type { HeadInput, RuleInput } from './rule-input.ts';

/** On the codes; that missing facts are reported is asked for by the acceptance tests of every message. */
const SOURCE = 'HIS 80415:2012 §6.3 (8221); HITS 1168:2016 §7';

/**
 * That the patient can be told from others. The schemas let it all be left out, and there are patients without a number;
 * all warnings, since whether a receiver can use such a message is for its process to say (8221: E30–E36 only where
 * documented).
 */
export const PATIENT_RULES: readonly Rule[] = [
  {
    id: 'patient-missing',
    source: SOURCE,
    severity: 'warning',
    appRecCode: 'E36',
    appliesTo: ['msghead', 'hcp'],
    text: { en: '{element} has no Patient', nb: '{element} har ingen Patient' },
    fix: {
      en: 'Say whom the message is about, with name and identity number.',
      nb: 'Oppgi hvem meldingen gjelder, med navn og fødselsnummer.',
    },
    *violations({ head, document }) {
      const isAboutPatient = head?.parts.family === 'msghead' && ALWAYS_ABOUT_A_PATIENT.test(document.namespace);
      const infos = isAboutPatient ? [head.parts.head] : [];
      for (const body of [...infos, ...bodiesOf(head)]) {
        if (body.child('Patient') === undefined) yield { at: body, words: { element: body.name } };
      }
    },
  },
  {
    id: 'patient-name-missing',
    source: SOURCE,
    severity: 'warning',
    appRecCode: 'E32',
    appliesTo: ['msghead', 'hcp'],
    text: { en: 'The patient has no name', nb: 'Pasienten har ikke navn' },
    fix: { en: 'Write the name of the patient.', nb: 'Skriv navnet til pasienten.' },
    violations: (input) =>
      patientsWithout(input, (patient) =>
        NAMES.map((name) => patient.child(name)).filter((name) => name !== undefined),
      ),
  },
  {
    id: 'patient-id-missing',
    source: SOURCE,
    severity: 'warning',
    appRecCode: 'E30',
    appliesTo: ['msghead', 'hcp'],
    text: {
      en: 'The patient has no identity number',
      nb: 'Pasienten har ikke fødselsnummer eller annen identifikator',
    },
    fix: {
      en: 'Write the national identity number, D-number or help number of the patient, with its type.',
      nb: 'Skriv fødselsnummer, D-nummer eller hjelpenummer for pasienten, med type.',
    },
    violations: (input) => patientsWithout(input, idsOf),
  },
];

/**
 * Contents of MsgHead that are about one patient by their purpose: letters, nursing and care, sick notes, summary care
 * records. Dialogues and prescriptions may be about nobody, as may whatever is not known here.
 */
const ALWAYS_ABOUT_A_PATIENT =
  /^http:\/\/(www\.kith|ehelse)\.no\/xmlstds\/(epikrise|henvisning|kjernejournaladm|po|HelseOpplysningerArbeidsuforhet)\//;

/** FamilyName and GivenName in MsgHead, Name in the older documents. */
const NAMES = ['FamilyName', 'GivenName', 'Name'];

function idsOf(patient: OutlineElement): OutlineElement[] {
  const holders = ['Ident', 'AdditionalId'].flatMap((name) => patient.childrenNamed(name));
  const ids = [patient.child('OffId'), ...holders.map((holder) => holder.child('Id'))];
  return ids.filter((id) => id !== undefined);
}

function* patientsWithout({ head }: RuleInput, fieldsOf: (patient: OutlineElement) => readonly OutlineElement[]) {
  const holders = head?.parts.family === 'msghead' ? [head.parts.head] : bodiesOf(head);
  for (const patient of holders.flatMap((holder) => holder.childrenNamed('Patient'))) {
    if (fieldsOf(patient).every((field) => field.text() === '')) yield { at: patient };
  }
}

/** The bodies of an older document: it may hold several answers. */
function bodiesOf(head: HeadInput | undefined): readonly OutlineElement[] {
  const hcp = head?.parts.hcp;
  return hcp === undefined ? [] : (head as HeadInput).parts.message.childrenNamed(hcp.body);
}
