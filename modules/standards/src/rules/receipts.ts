import { findCodeSystem } from '../code-systems/find-code-system.ts';
import { quote } from '../finding/mask.ts';
import { APPREC_NAMESPACES } from '../header/message-families.ts';
import type { Rule } from './rule.ts';
import { isUuid } from './uuid.ts';

const ERROR_SYSTEMS: ReadonlySet<string> = new Set(['8221', '8222']);

/** HIS 80415:2004 §4.4.5 and HIS 80415:2012 §4.4.4–4.4.5. */
const ROLES = {
  '1.0': { Sender: ['REQ', 'SPR', 'COP', 'RSP', 'REP'], Receiver: ['RECEIVER'] },
  '1.1': { Sender: ['PRIM', 'COP'], Receiver: ['AVS'] },
} as const;

/**
 * Application receipts. What makes the outcome unclear is an error; the rest is a warning, since a receipt cannot be
 * answered and the sender of the original needs it.
 */
export const RECEIPT_RULES: readonly Rule[] = [
  {
    id: 'apprec-ok-with-errors',
    source: 'HIS 80415:2012 §4.3.1 Status',
    severity: 'error',
    appliesTo: ['apprec'],
    text: { en: 'Status is 1 (OK), and there is an Error', nb: 'Status er 1 (OK), og det er med en Error' },
    fix: {
      en: 'A receipt that says OK has no Error. If the message was rejected, Status is 2.',
      nb: 'En kvittering som sier OK, har ingen Error. Ble meldingen avvist, er Status 2.',
    },
    *violations({ head }) {
      const receipt = head?.header.receipt;
      if (head && receipt?.status === '1' && receipt.errors.length > 0) {
        yield { at: head.parts.message.child('Error') ?? head.parts.message };
      }
    },
  },
  {
    id: 'apprec-error-missing',
    source: 'HIS 80415:2012 §4.3.1 Error',
    severity: 'error',
    appliesTo: ['apprec'],
    text: {
      en: 'Status is {status}, and no Error says why',
      nb: 'Status er {status}, og ingen Error sier hvorfor',
    },
    fix: {
      en: 'Add at least one Error with a code of 8221, and with OT say to the sender what to do.',
      nb: 'Legg til minst én Error med en kode fra 8221, og si i OT hva avsender skal gjøre.',
    },
    *violations({ head }) {
      const receipt = head?.header.receipt;
      if (head && receipt && receipt.status !== '1' && receipt.errors.length === 0) {
        yield { at: head.parts.message.child('Status') ?? head.parts.message, words: { status: receipt.status } };
      }
    },
  },
  {
    id: 'apprec-error-code',
    source: 'HIS 80415:2012 §6.3 (8221), §6.4 (8222)',
    severity: 'warning',
    appliesTo: ['apprec'],
    text: {
      en: 'Error has the code {value}, which is none of 8221 or 8222',
      nb: 'Error har koden {value}, som ikke er i 8221 eller 8222',
    },
    fix: {
      en: 'Use a code of 8221 (T01, T02, E21, X99…), with S="2.16.578.1.12.4.1.1.8221"; X99 with a text in OT when nothing else fits.',
      nb: 'Bruk en kode fra 8221 (T01, T02, E21, X99…), med S="2.16.578.1.12.4.1.1.8221"; X99 med tekst i OT når ingenting annet passer.',
    },
    *violations({ head }) {
      for (const error of head?.parts.message.childrenNamed('Error') ?? []) {
        const code = error.attribute('V') ?? '';
        const system = findCodeSystem(error.attribute('S') ?? '8221');
        // A process may have a code list of its own; and 8221 grows apart from its printed list, in the same form.
        const isOther = system === undefined || !ERROR_SYSTEMS.has(system.number);
        if (!isOther && !/^([A-Z]\d{2}|\d{2})$/.test(code)) yield { at: error, words: { value: quote(code) } };
      }
    },
  },
  {
    id: 'apprec-role',
    source: 'HIS 80415:2012 §4.4.4–4.4.5; HIS 80415:2004 §4.4.5',
    severity: 'warning',
    appliesTo: ['apprec'],
    text: {
      en: 'Role of {element} is {value}; in version {version} it is {expected}',
      nb: 'Role for {element} er {value}; i versjon {version} er den {expected}',
    },
    fix: {
      en: 'Write one of the roles of this version, or leave Role out.',
      nb: 'Skriv en av rollene i denne versjonen, eller utelat Role.',
    },
    *violations({ head }) {
      const message = head?.parts.message;
      const version = message?.namespace === APPREC_NAMESPACES['1.1'] ? '1.1' : '1.0';
      for (const element of ['Sender', 'Receiver'] as const) {
        const role = message?.find(element, 'Role');
        const value = role?.attribute('V');
        const expected: readonly string[] = ROLES[version][element];
        if (role && value && !expected.includes(value)) {
          yield { at: role, words: { element, value: quote(value), version, expected: expected.join(', ') } };
        }
      }
    },
  },
  {
    id: 'apprec-id-uuid',
    source: 'HIS 80415:2012 §4.3.1 Id',
    severity: 'warning',
    appliesTo: ['apprec'],
    text: { en: 'Id {value} is not a UUID', nb: 'Id {value} er ikke en UUID' },
    fix: { en: 'Give every receipt a UUID of its own.', nb: 'Gi hver kvittering sin egen UUID.' },
    *violations({ head }) {
      const id = head?.header.messageId ?? '';
      if (head && !isUuid(id)) yield { at: head.parts.messageId, words: { value: quote(id) } };
    },
  },
  {
    id: 'apprec-original-incomplete',
    source: 'HIS 80415:2012 §4.3.2 OriginalMsgId',
    severity: 'warning',
    appliesTo: ['apprec'],
    text: {
      en: 'OriginalMsgId has no {element}, so the sender may not find the message that is answered',
      nb: 'OriginalMsgId mangler {element}, så avsender kanskje ikke finner meldingen det kvitteres for',
    },
    fix: {
      en: 'Repeat type, GenDate and MsgId of the message as they came.',
      nb: 'Gjenta type, GenDate og MsgId fra meldingen slik de kom.',
    },
    *violations({ head }) {
      const original = head?.parts.message.child('OriginalMsgId');
      if (original === undefined) return;
      if (!original.child('MsgType')?.attribute('V')) yield { at: original, words: { element: 'MsgType/@V' } };
      for (const element of ['IssueDate', 'Id']) {
        if (!original.child(element)?.text()) yield { at: original, words: { element } };
      }
    },
  },
  {
    id: 'apprec-on-apprec',
    source: 'HIS 80415:2012 §3.3',
    severity: 'error',
    appliesTo: ['apprec'],
    text: {
      en: 'The receipt answers a receipt, and a receipt is never answered',
      nb: 'Kvitteringen er for en kvittering, og en kvittering skal aldri kvitteres for',
    },
    fix: {
      en: 'Do not send it. Answer documents only.',
      nb: 'Ikke send den. Kvitter bare for fagmeldinger.',
    },
    *violations({ head }) {
      const type = head?.parts.message.find('OriginalMsgId', 'MsgType');
      if (type?.attribute('V') === 'APPREC') yield { at: type };
    },
  },
  {
    id: 'apprec-type',
    source: 'HIS 80415:2012 §4.3.1 MsgType',
    severity: 'warning',
    appliesTo: ['apprec'],
    text: {
      en: 'MsgType is {value}; in a receipt it is APPREC',
      nb: 'MsgType er {value}; i en kvittering er den APPREC',
    },
    fix: {
      en: 'Write <MsgType V="APPREC" DN="Applikasjonskvittering"/>. The type of the original stands in OriginalMsgId.',
      nb: 'Skriv <MsgType V="APPREC" DN="Applikasjonskvittering"/>. Typen til originalen står i OriginalMsgId.',
    },
    *violations({ head }) {
      const type = head?.parts.message.child('MsgType');
      const value = type?.attribute('V') ?? '';
      if (type && value !== 'APPREC') yield { at: type, words: { value: quote(value) } };
    },
  },
];
