import { quote } from '../finding/mask.ts';
import type { TwoLanguages } from '../finding/two-languages.ts';
import type { PartyLevel } from '../header/document-header.ts';
import type { HcpDocument } from '../header/message-families.ts';
import type { Rule, RuleScope, Violation, Words } from './rule.ts';
import type { HeadInput, Party, RuleInput } from './rule-input.ts';

/** Not receipts: they mirror the addresses as they came, also when wrong (HITS 1168:2016 §6). */
const WITH_PARTIES: readonly RuleScope[] = ['msghead', 'hcp'];

/**
 * Service-based addressing, HIS 1153-2:2016. All warnings: the rules are younger than the messages, receivers take what
 * breaks them, and an exchange finds the parties by the HER-id of the communication party alone.
 */
export const ADDRESSING_RULES: readonly Rule[] = [
  {
    id: 'AD2.2-organization',
    source: 'HIS 1153-2:2016 AD2.2, AD2.6, AD2.13',
    severity: 'warning',
    appliesTo: WITH_PARTIES,
    text: {
      en: '{element} has no HER-id of its organisation',
      nb: '{element} mangler HER-id til virksomheten',
    },
    fix: {
      en: 'Write the HER-id of the organisation, from the address register, in {level1}, with TypeId V="HER".',
      nb: 'Skriv HER-id til virksomheten, fra Adresseregisteret, i {level1}, med TypeId V="HER".',
    },
    violations: (input) => partiesWhere(input, ({ facts: { level1 } }) => !hasHerId(level1)),
  },
  {
    id: 'AD2.2-party',
    source: 'HIS 1153-2:2016 AD2.2, AD2.7, AD2.8, AD2.14, AD2.15',
    severity: 'warning',
    appliesTo: WITH_PARTIES,
    text: {
      en: '{element} has no HER-id of a communication party (level 2)',
      nb: '{element} mangler HER-id til kommunikasjonsparten (nivå 2)',
    },
    fix: {
      en: 'Write the HER-id of the service or the person that communicates in {level2}, with TypeId V="HER".',
      nb: 'Skriv HER-id til tjenesten eller personen som kommuniserer, i {level2}, med TypeId V="HER".',
    },
    violations: (input) => partiesWhere(input, ({ facts: { level2 } }) => !hasHerId(level2)),
  },
  {
    id: 'AD2.3',
    source: 'HIS 1153-2:2016 AD2.3',
    severity: 'warning',
    appliesTo: WITH_PARTIES,
    text: {
      en: '{element} has no name of its organisation',
      nb: '{element} mangler navnet på virksomheten',
    },
    fix: {
      en: 'Write the display name of the organisation, as the address register has it, in {name1}.',
      nb: 'Skriv visningsnavnet til virksomheten, slik Adresseregisteret har det, i {name1}.',
    },
    violations: (input) => partiesWhere(input, ({ facts: { level1 } }) => level1?.name === undefined),
  },
  {
    id: 'AD2.4',
    source: 'HIS 1153-2:2016 AD2.4',
    severity: 'warning',
    appliesTo: WITH_PARTIES,
    text: {
      en: '{element} has no name of its communication party (level 2)',
      nb: '{element} mangler navnet på kommunikasjonsparten (nivå 2)',
    },
    fix: {
      en: 'Write the name of the service, or the family and given name of the person, in {name2}.',
      nb: 'Skriv navnet på tjenesten, eller etternavn og fornavn på personen, i {name2}.',
    },
    violations: (input) =>
      partiesWhere(input, ({ facts: { level2 } }) => level2 !== undefined && level2.name === undefined),
  },
  {
    id: 'AD2.5-copy-role',
    source: 'HIS 1153-2:2016 AD2.5; HIS 80415:2012 §3.5.1',
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: 'OtherReceiver does not say that it is a copy receiver',
      nb: 'OtherReceiver sier ikke at den er kopimottaker',
    },
    fix: {
      en: 'Write RoleReceiver V="COP" DN="Kopimottaker", so that the receiver knows that it must answer as a copy receiver.',
      nb: 'Skriv RoleReceiver V="COP" DN="Kopimottaker", så mottaker vet at den skal kvittere som kopimottaker.',
    },
    *violations({ head }) {
      for (const { role, holder } of head?.parties ?? []) {
        if (role === 'copy' && !holder.child('RoleReceiver')?.attribute('V')) yield { at: holder };
      }
    },
  },
  inInstitution('AD2.9', 'ServReq', {
    en: 'Requester is the sender of a referral or requisition, and ServProvider the receiver',
    nb: 'Requester er avsender av henvisning og rekvisisjon, og ServProvider mottaker',
  }),
  inInstitution('AD2.10', 'ServRprt', {
    en: 'ServProvider is the sender of a discharge letter, and Requester the receiver',
    nb: 'ServProvider er avsender av epikrise, og Requester mottaker',
  }),
  inInstitution('AD2.11', 'ServReport', {
    en: 'ServProvider is the sender of an answer, and Requester the receiver',
    nb: 'ServProvider er avsender av svarrapport, og Requester mottaker',
  }),
  {
    id: 'her-id-digits',
    source: 'HIS 1153-1:2016 §4',
    severity: 'warning',
    appRecCode: 'E21',
    appliesTo: WITH_PARTIES,
    text: {
      en: '{element} has the HER-id {value}, which is not a number',
      nb: '{element} har HER-id {value}, som ikke er et tall',
    },
    fix: {
      en: 'A HER-id is digits only, without points, spaces or a zero in front.',
      nb: 'En HER-id er bare sifre, uten punktum, mellomrom eller null foran.',
    },
    *violations(input) {
      for (const party of input.head?.parties ?? []) {
        const wrong = [party.facts.level1, party.facts.level2]
          .filter((level) => level !== undefined && level.herId === undefined)
          .flatMap((level) => level?.ids ?? [])
          .find(({ type, value }) => type === 'HER' && value !== '');
        if (wrong) yield violation(input, party, { value: quote(wrong.value) });
      }
    },
  },
  {
    id: 'sender-is-receiver',
    source: 'HIS 1153-2:2016 AD2.5, AD2.9–AD2.11',
    severity: 'warning',
    appliesTo: WITH_PARTIES,
    text: {
      en: 'The sender and the receiver are the same communication party (HER-id {herId})',
      nb: 'Avsender og mottaker er samme kommunikasjonspart (HER-id {herId})',
    },
    fix: {
      en: 'Check who the message is for. Requester and ServProvider change places between referral and discharge letter.',
      nb: 'Sjekk hvem meldingen er til. Requester og ServProvider bytter plass mellom henvisning og epikrise.',
    },
    *violations({ head }) {
      const sender = head?.header.sender.herId;
      const receiver = head?.parties[1];
      if (sender !== undefined && receiver?.facts.herId === sender) {
        yield { at: receiver.holder, words: { herId: String(sender) } };
      }
    },
  },
  {
    id: 'receiver-repeated',
    source: 'HITS 1168:2016 (one receipt for each receiver)',
    severity: 'warning',
    appliesTo: ['msghead', 'hcp'],
    text: {
      en: 'HER-id {herId} is named as receiver more than once',
      nb: 'HER-id {herId} er oppgitt som mottaker mer enn én gang',
    },
    fix: {
      en: 'Name each communication party once. A receiver answers once, whether as primary or as copy receiver.',
      nb: 'Oppgi hver kommunikasjonspart én gang. En mottaker kvitterer én gang, enten som primær- eller kopimottaker.',
    },
    *violations({ head }) {
      const seen = new Set<number>();
      for (const { role, holder, facts } of head?.parties ?? []) {
        if (role === 'sender' || facts.herId === undefined) continue;
        if (seen.has(facts.herId)) yield { at: holder, words: { herId: String(facts.herId) } };
        seen.add(facts.herId);
      }
    },
  },
];

/** The older documents name both parties in HCP structures, which must hold an institution (AD2.13). */
function inInstitution(id: string, body: HcpDocument['body'], who: { readonly en: string; readonly nb: string }): Rule {
  return {
    id,
    source: `HIS 1153-2:2016 ${id}, AD2.13`,
    severity: 'warning',
    appliesTo: ['hcp'],
    text: {
      en: `{element} names no institution. ${who.en}`,
      nb: `{element} oppgir ingen institusjon. ${who.nb}`,
    },
    fix: {
      en: 'Write the organisation in HCP/Inst, and the department or person that communicates within it.',
      nb: 'Skriv virksomheten i HCP/Inst, og avdelingen eller personen som kommuniserer, inne i den.',
    },
    violations: (input) =>
      input.head?.parts.hcp?.body === body
        ? partiesWhere(input, ({ holder }) => holder.find('HCP', 'Inst') === undefined)
        : [],
  };
}

/** Any id that claims to be a HER-id: one that is not digits has a rule of its own. */
function hasHerId(level: PartyLevel | undefined): boolean {
  return level?.ids.some(({ type, value }) => type === 'HER' && value !== '') ?? false;
}

function* partiesWhere(input: RuleInput, isViolated: (party: Party) => boolean): Generator<Violation> {
  for (const party of input.head?.parties ?? []) {
    if (!isPrivate(party) && isViolated(party)) yield violation(input, party);
  }
}

/** A copy to the patient or a relative has no HER-id. */
function isPrivate({ role, holder }: Party): boolean {
  return role === 'copy' && (holder.child('Patient') !== undefined || holder.child('Person') !== undefined);
}

const ROLES = {
  sender: { en: 'the sender', nb: 'avsender' },
  receiver: { en: 'the receiver', nb: 'mottaker' },
  copy: { en: 'a copy receiver', nb: 'kopimottaker' },
} as const;

/** `Sender` says who it is; which of `Requester` and `ServProvider` sends depends on the message (AD2.9–AD2.11). */
function nameOf(role: Party['role'], element: string, isMessageHead: boolean): string | TwoLanguages<string> {
  if (isMessageHead) return element;
  const { en, nb } = ROLES[role];
  return { en: `${element} (${en})`, nb: `${element} (${nb})` };
}

const IN_MESSAGE_HEAD = {
  level1: 'Organisation/Ident/Id',
  name1: 'Organisation/OrganisationName',
  level2: {
    en: 'Organisation/Organisation/Ident/Id, or Organisation/HealthcareProfessional/Ident/Id for a person',
    nb: 'Organisation/Organisation/Ident/Id, eller Organisation/HealthcareProfessional/Ident/Id for en person',
  },
  name2: {
    en: 'Organisation/Organisation/OrganisationName, or in Organisation/HealthcareProfessional',
    nb: 'Organisation/Organisation/OrganisationName, eller i Organisation/HealthcareProfessional',
  },
} as const;

const IN_HCP = {
  level1: 'HCP/Inst/Id',
  name1: 'HCP/Inst/Name',
  level2: {
    en: 'HCP/Inst/Dept/Id, or HCP/Inst/HCPerson/Id for a person',
    nb: 'HCP/Inst/Dept/Id, eller HCP/Inst/HCPerson/Id for en person',
  },
  name2: {
    en: 'HCP/Inst/Dept/Name, or HCP/Inst/HCPerson/Name',
    nb: 'HCP/Inst/Dept/Name, eller HCP/Inst/HCPerson/Name',
  },
} as const;

function violation({ head }: RuleInput, { role, holder }: Party, words: Words = {}): Violation {
  const isMessageHead = (head as HeadInput).parts.family === 'msghead';
  const element = nameOf(role, holder.name, isMessageHead);
  return { at: holder, words: { element, ...(isMessageHead ? IN_MESSAGE_HEAD : IN_HCP), ...words } };
}
