import { quote } from '../finding/mask.ts';
import type { OutlineElement } from '../outline/outline-element.ts';
import { isKnownType, similarType, TYPED_BY_8279, typeThatFits } from './message-types.ts';
import type { Rule, Violation } from './rule.ts';
import type { HeadInput, RuleInput } from './rule-input.ts';
import { isUuid } from './uuid.ts';

const HOUR_MS = 3_600_000;

/** The national XML messages began in 2000: an older date is the default of some clock. */
const OLDEST = new Date('2000-01-01T00:00:00Z');

/** Ids, times, types and states of documents (HIS 80601:2006, MsgInfo; the older documents have the same fields). */
export const MESSAGE_HEAD_RULES: readonly Rule[] = [
  {
    id: 'msghead-msgid-uuid',
    source: 'HIS 80601:2006 MsgInfo/MsgId; HIS 80415:2012 §6.3 (E10)',
    severity: 'error',
    appRecCode: 'E10',
    appliesTo: ['msghead'],
    text: { en: 'MsgId {value} is not a UUID', nb: 'MsgId {value} er ikke en UUID' },
    fix: {
      en: 'Give every message a UUID of its own, as in 4c661458-c412-4c14-baae-7b096f64f6e7.',
      nb: 'Gi hver melding sin egen UUID, som i 4c661458-c412-4c14-baae-7b096f64f6e7.',
    },
    violations: messageIdThatIsNoUuid,
  },
  {
    id: 'message-msgid-uuid',
    source: 'HIS 80415:2012 §6.3 (E10)',
    severity: 'warning',
    appRecCode: 'E10',
    appliesTo: ['hcp'],
    text: { en: 'MsgId {value} is not a UUID', nb: 'MsgId {value} er ikke en UUID' },
    fix: {
      en: 'Give every message a UUID of its own; receivers answer E10 to other ids.',
      nb: 'Gi hver melding sin egen UUID; mottakere kan svare E10 på andre id-er.',
    },
    violations: messageIdThatIsNoUuid,
  },
  {
    id: 'gendate-zone',
    source: 'HIS 80601:2006 MsgInfo/GenDate; XML Schema 1.0 part 2 §3.2.7.3',
    severity: 'warning',
    appliesTo: ['msghead', 'apprec', 'hcp'],
    text: {
      en: 'GenDate has no time zone; it is taken as Norwegian time',
      nb: 'GenDate har ingen tidssone; det leses som norsk tid',
    },
    fix: {
      en: 'Write the offset from UTC after the time, as in 2026-11-20T14:30:00+01:00, so that the deadline of 96 hours is the same for all.',
      nb: 'Skriv avstanden til UTC etter klokkeslettet, som i 2026-11-20T14:30:00+01:00, så fristen på 96 timer er den samme for alle.',
    },
    *violations({ head }) {
      if (head?.header.generatedAt.zoneAssumed) yield { at: head.parts.genDate };
    },
  },
  {
    id: 'gendate-future',
    source: 'HIS 80601:2006 MsgInfo/GenDate',
    severity: 'warning',
    appliesTo: ['msghead', 'apprec', 'hcp'],
    text: { en: 'GenDate is in the future', nb: 'GenDate er i fremtiden' },
    fix: {
      en: 'GenDate is when the document was made. Check the clock and the time zone of the sending system.',
      nb: 'GenDate er når dokumentet ble laget. Sjekk klokken og tidssonen i avsendersystemet.',
    },
    *violations({ head, now }) {
      // An hour, because a time without a zone may be an hour off.
      const generated = head?.header.generatedAt.instant.getTime() ?? 0;
      if (head && generated > now.getTime() + HOUR_MS) yield { at: head.parts.genDate };
    },
  },
  {
    id: 'gendate-old',
    source: 'HIS 80601:2006 MsgInfo/GenDate',
    severity: 'warning',
    appliesTo: ['msghead', 'apprec', 'hcp'],
    text: { en: 'GenDate is before the year 2000', nb: 'GenDate er før år 2000' },
    fix: {
      en: 'GenDate is when the document was made. Check the clock of the sending system.',
      nb: 'GenDate er når dokumentet ble laget. Sjekk klokken i avsendersystemet.',
    },
    *violations({ head }) {
      if (head && head.header.generatedAt.instant < OLDEST) yield { at: head.parts.genDate };
    },
  },
  {
    id: 'migversion',
    source: 'MIGversion of each standard: “vn ccyy-mm-dd”',
    severity: 'warning',
    appliesTo: ['hcp', 'apprec'],
    text: {
      en: 'MIGversion is {value}, but the namespace is that of {expected}',
      nb: 'MIGversion er {value}, men navnerommet er det til {expected}',
    },
    fix: { en: 'Write exactly {expected}.', nb: 'Skriv nøyaktig {expected}.' },
    *violations({ head, document }) {
      const element = head?.parts.message.child('MIGversion');
      const date = /\d{4}-\d{2}-\d{2}$/.exec(document.namespace)?.[0];
      if (element === undefined || date === undefined || document.version === undefined) return;
      const found = element.text();
      const expected = `${document.version} ${date}`;
      // AppRec 1.0 is written without v (errata to HIS 80415:2004), and an empty one takes the schema's default.
      if (found === '' || found.replace(/^v/, '') === expected) return;
      yield { at: element, words: { value: quote(found), expected: `v${expected}` } };
    },
  },
  {
    id: 'type-unknown',
    source: 'HIS 80601:2006 MsgInfo/Type (8279)',
    severity: 'warning',
    appRecCode: 'T10',
    appliesTo: ['msghead'],
    text: {
      en: 'Type {value} is not among the message types (8279) that are known here{similar}',
      nb: 'Type {value} er ikke blant meldingstypene (8279) som er kjent her{similar}',
    },
    fix: {
      en: 'Write the code of 8279 exactly; it must equal eb:Action in the envelope. A code that is newer than our list may be right.',
      nb: 'Skriv koden fra 8279 nøyaktig; den skal være lik eb:Action i konvolutten. En kode som er nyere enn listen vår, kan være riktig.',
    },
    *violations({ head }) {
      const type = head?.header.messageType;
      if (head === undefined || type === undefined || isKnownType(type)) return;
      const meant = similarType(type);
      const similar = { en: meant ? `; ${meant} may be meant` : '', nb: meant ? `; kanskje menes ${meant}` : '' };
      yield { at: typeElement(head), words: { value: quote(type), similar } };
    },
  },
  {
    id: 'type-payload',
    source: 'HISD 1209:2018 §3.1, §4',
    severity: 'warning',
    appliesTo: ['msghead', 'hcp'],
    text: {
      en: 'Type is {value}, but the content is {message}, whose type is {expected}',
      nb: 'Type er {value}, men innholdet er {message}, som har typen {expected}',
    },
    fix: {
      en: 'Write the type that belongs to the content: receivers sort messages by it before they open them.',
      nb: 'Skriv typen som hører til innholdet: mottakere sorterer meldinger etter den før de åpner dem.',
    },
    *violations({ head, document }) {
      const type = head?.header.messageType ?? '';
      const expected = typeThatFits(document.name, type);
      if (head === undefined || expected === undefined) return;
      const message = `${document.message} ${document.version ?? ''}`.trim();
      yield { at: typeElement(head), words: { value: quote(type), message, expected } };
    },
  },
  {
    id: 'type-letter',
    source: 'HISD 1209:2018 §3.1',
    severity: 'warning',
    appliesTo: ['hcp'],
    text: {
      en: 'Type is {value}, the letter of the edition before; {message} uses the codes of 8279',
      nb: 'Type er {value}, bokstaven fra forrige utgave; {message} bruker kodene i 8279',
    },
    fix: {
      en: 'Write the code of 8279, such as EPIKRISE, HENVISNING, REQ_LAB or SVAR_RTG.',
      nb: 'Skriv koden fra 8279, som EPIKRISE, HENVISNING, REQ_LAB eller SVAR_RTG.',
    },
    *violations({ head, document }) {
      const type = head?.parts.head.child('Type')?.attribute('V') ?? '';
      if (head === undefined || type.length !== 1 || !TYPED_BY_8279.has(document.name)) return;
      const message = `${document.message} ${document.version ?? ''}`.trim();
      yield { at: typeElement(head), words: { value: quote(type), message } };
    },
  },
  {
    id: 'ack-not-in-use',
    source: 'HIS 80601:2006 MsgInfo/Ack (not in use)',
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: 'Ack asks for no receipt, or for one on errors only; it is not in use, and a receipt is always sent',
      nb: 'Ack ber om ingen kvittering, eller bare ved feil; feltet er ikke i bruk, og kvittering sendes alltid',
    },
    fix: {
      en: 'Leave Ack out, and be ready to receive the receipt.',
      nb: 'Utelat Ack, og vær klar til å ta imot kvitteringen.',
    },
    *violations({ head }) {
      const ack = head?.parts.head.child('Ack');
      if (ack && ['N', 'F'].includes(ack.attribute('V') ?? '')) yield { at: ack };
    },
  },
  {
    id: 'processing-status-test',
    source: 'HIS 80601:2006 MsgInfo/ProcessingStatus (8213)',
    severity: 'warning',
    appliesTo: ['msghead', 'hcp'],
    text: {
      en: '{element} is {value}: this is a test or training message, not about care',
      nb: '{element} er {value}: dette er en test- eller opplæringsmelding, ikke om helsehjelp',
    },
    fix: {
      en: 'Send it to a test environment only. In production write ProcessingStatus V="P", or leave it out.',
      nb: 'Send den bare til et testmiljø. I produksjon skrives ProcessingStatus V="P", eller det utelates.',
    },
    *violations({ head }) {
      const element = head?.parts.head.child(head.parts.family === 'hcp' ? 'Status' : 'ProcessingStatus');
      const value = element?.attribute('V') ?? '';
      if (element && (head?.parts.family === 'hcp' ? ['TEST'] : ['D', 'T']).includes(value)) {
        yield { at: element, words: { element: element.name, value } };
      }
    },
  },
];

function* messageIdThatIsNoUuid({ head }: RuleInput): Generator<Violation> {
  const id = head?.header.messageId;
  if (head && id !== undefined && !isUuid(id)) yield { at: head.parts.messageId, words: { value: quote(id) } };
}

/** The element of the type, or the head where an older document leaves it out. */
function typeElement({ parts }: HeadInput): OutlineElement {
  return parts.head.child('Type') ?? parts.head;
}
