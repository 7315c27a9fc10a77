import { timeOf } from '../messages/read-header.ts';
import { messageIdForm } from '../messages/write-envelope.ts';
import type { Rule } from './rule.ts';

const at = '/SOAP:Envelope/SOAP:Header/eb:MessageHeader';
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The lower HER-id first, a serial number after them tolerated; or a UUID of the register. */
function isCpaId(cpaId: string): boolean {
  const form = /^(\d+)_(\d+)(_\d+)?$/.exec(cpaId);
  return form ? Number(form[1]) <= Number(form[2]) : uuid.test(cpaId);
}

/** HITS 1172 §5.8.1-5.8.3 and §5.8.5: eb:MessageHeader. */
export const headerRules: readonly Rule[] = [
  {
    number: 8,
    en: 'eb:MessageHeader does not say which version it is.',
    nb: 'eb:MessageHeader mangler version.',
    source: 'ebMS 2.0 §2.3.8',
    effect: 'record',
    isBroken: ({ header }) => header?.version === undefined,
  },
  {
    number: 70,
    en: 'The version of eb:MessageHeader must be 2.0.',
    nb: 'version i eb:MessageHeader skal være 2.0.',
    source: 'ebMS 2.0 §2.3.8',
    effect: { error: 'NotSupported' },
    at: `${at}/@eb:version`,
    isBroken: ({ header }) => (header?.version ?? '2.0') !== '2.0',
  },
  {
    number: 7,
    en: 'eb:MessageHeader has no SOAP:mustUnderstand.',
    nb: 'eb:MessageHeader mangler SOAP:mustUnderstand.',
    source: 'ebMS 2.0 §3.1',
    effect: 'record',
    isBroken: ({ header }) => header?.mustUnderstand === undefined,
  },
  {
    number: 69,
    en: 'SOAP:mustUnderstand of eb:MessageHeader must be 1.',
    nb: 'SOAP:mustUnderstand i eb:MessageHeader skal være 1.',
    source: 'ebMS 2.0 §3.1',
    effect: 'record',
    isBroken: ({ header }) => (header?.mustUnderstand ?? '1') !== '1',
  },
  {
    number: 76,
    en: 'There is no MessageId.',
    nb: 'MessageId mangler.',
    source: 'ebMS 2.0 §3.1.6.1',
    effect: 'fault',
    isBroken: ({ header }) => !header?.messageId,
  },
  {
    number: 102,
    en: 'A MessageId is a UUID, or an id as RFC 2822 has them.',
    nb: 'MessageId skal være en UUID eller følge RFC 2822.',
    source: 'HIS 1037 §6.2.1, ebMS 2.0 §3.1.6.1',
    effect: 'record',
    isBroken: ({ header }) => !!header?.messageId && !messageIdForm.test(header.messageId),
  },
  {
    number: 77,
    en: 'There is no Timestamp.',
    nb: 'Timestamp mangler.',
    source: 'ebMS 2.0 §3.1.6.2',
    effect: { error: 'ValueNotRecognized' },
    at: `${at}/eb:MessageData/eb:Timestamp`,
    isBroken: ({ header }) => !header?.timestamp,
  },
  {
    number: null,
    name: 'timestamp-form',
    en: 'Timestamp is no time that can be read.',
    nb: 'Timestamp er ikke et tidspunkt som kan leses.',
    source: 'HITS 1171 §5.2.1.10',
    effect: { error: 'ValueNotRecognized' },
    at: `${at}/eb:MessageData/eb:Timestamp`,
    isBroken: ({ header }) => !!header?.timestamp && timeOf(header.timestamp) === undefined,
  },
  {
    number: null,
    name: 'timestamp-utc',
    en: 'Timestamp must be in UTC, and say so with a Z.',
    nb: 'Timestamp skal være i UTC og slutte med Z.',
    source: 'HITS 1171 §5.2.1.10',
    effect: 'record',
    isBroken: ({ header }) => timeOf(header?.timestamp) !== undefined && !header?.timestamp?.endsWith('Z'),
  },
  {
    number: null,
    name: 'time-to-live',
    en: 'The message has come after its time to live.',
    nb: 'Meldingen kom etter at levetiden (TimeToLive) var ute.',
    source: 'ebMS 2.0 §3.1.6.4',
    effect: { error: 'TimeToLiveExpired' },
    at: `${at}/eb:MessageData/eb:TimeToLive`,
    needs: 'now',
    isBroken: ({ header, context: { now } }) => {
      const end = timeOf(header?.timeToLive);
      return end !== undefined && now !== undefined && end < now;
    },
  },
  {
    number: 11,
    en: 'There is no CPAId.',
    nb: 'CPAId mangler.',
    source: 'ebMS 2.0 §3.1.2',
    effect: { error: 'ValueNotRecognized' },
    at: `${at}/eb:CPAId`,
    isBroken: ({ header }) => !header?.cpaId,
  },
  {
    number: 12,
    en: 'A CPAId is the two HER-ids, the lower first with _ between, or a UUID.',
    nb: 'CPAId skal være de to HER-idene, den laveste først med _ mellom, eller en UUID.',
    source: 'HIS 1037 §6.2.1',
    effect: 'record',
    isBroken: ({ header }) => !!header?.cpaId && !isCpaId(header.cpaId),
  },
  {
    number: null,
    name: 'conversation-id',
    en: 'There is no ConversationId.',
    nb: 'ConversationId mangler.',
    source: 'HITS 1171 §5.2.1.5',
    effect: { error: 'ValueNotRecognized' },
    at: `${at}/eb:ConversationId`,
    isBroken: ({ header }) => !header?.conversationId,
  },
  {
    number: 47,
    en: 'There is no Service.',
    nb: 'Service mangler.',
    source: 'ebMS 2.0 §3.1.4',
    effect: { error: 'ValueNotRecognized' },
    at: `${at}/eb:Service`,
    isBroken: ({ header }) => header?.service === undefined,
  },
  {
    number: 71,
    en: 'Service is empty.',
    nb: 'Service er tom.',
    source: 'ebMS 2.0 §3.1.4',
    effect: { error: 'ValueNotRecognized' },
    at: `${at}/eb:Service`,
    isBroken: ({ header }) => header?.service === '',
  },
  {
    number: 48,
    en: 'There is no Action.',
    nb: 'Action mangler.',
    source: 'ebMS 2.0 §3.1.5',
    effect: { error: 'ValueNotRecognized' },
    at: `${at}/eb:Action`,
    isBroken: ({ header }) => header?.action === undefined,
  },
  {
    number: 72,
    en: 'Action is empty.',
    nb: 'Action er tom.',
    source: 'ebMS 2.0 §3.1.5',
    effect: { error: 'ValueNotRecognized' },
    at: `${at}/eb:Action`,
    isBroken: ({ header }) => header?.action === '',
  },
];
