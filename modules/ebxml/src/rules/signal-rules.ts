import { childOf } from '../messages/element-tree.ts';
import { ebNamespace as eb, mshService } from '../messages/names.ts';
import { messageIdForm } from '../messages/write-envelope.ts';
import type { Rule } from './rule.ts';

const isId = (id: string | undefined) => id !== undefined && messageIdForm.test(id);

/** HITS 1172 §5.12: an Acknowledgment. No signal is ever answered, so nothing follows from these but a count. */
export const acknowledgmentRules: readonly Rule[] = [
  {
    number: 106,
    en: 'Service of an Acknowledgment must be that of signals.',
    nb: `Service i en transportkvittering skal være "${mshService}".`,
    source: 'ebMS 2.0 §6.3.2.7',
    effect: 'record',
    isBroken: ({ header }) => header?.service !== mshService,
  },
  {
    number: 107,
    en: 'Action of an Acknowledgment must be Acknowledgment.',
    nb: 'Action i en transportkvittering skal være Acknowledgment.',
    source: 'ebMS 2.0 §6.3.2.7',
    effect: 'record',
    isBroken: ({ header }) => header?.action !== 'Acknowledgment',
  },
  {
    number: 108,
    en: 'eb:Acknowledgment must name a message, by a UUID or an id as RFC 2822 has them.',
    nb: 'eb:Acknowledgment skal vise til en melding med en UUID eller en id etter RFC 2822.',
    source: 'ebMS 2.0 §6.3.2.3',
    effect: 'record',
    isBroken: ({ read }) => !isId(read.acknowledgment?.refToMessageId),
  },
  {
    number: 109,
    en: 'RefToMessageId has no place in the MessageData of an Acknowledgment.',
    nb: 'MessageData i en transportkvittering skal ikke ha RefToMessageId.',
    source: 'HIS 1037 §4.2',
    effect: 'record',
    isBroken: ({ header }) => !!header?.refToMessageId,
  },
  {
    number: 115,
    en: 'An Acknowledgment has no eb:ErrorList.',
    nb: 'En transportkvittering skal ikke ha eb:ErrorList.',
    source: 'HIS 1037 §4.2',
    effect: 'record',
    isBroken: ({ soapHeader }) => childOf(soapHeader, eb, 'ErrorList') !== undefined,
  },
  {
    number: 116,
    en: 'The Acknowledgment does not repeat the reference to the envelope that it is about.',
    nb: 'Transportkvitteringen gjentar ikke referansen til konvolutten den gjelder (URI "").',
    source: 'ebMS 2.0 §6.3.2.5, HIS 1037 §5.5',
    effect: 'record',
    isBroken: ({ read }) => !read.acknowledgment?.digests.some(({ uri }) => uri === ''),
  },
  {
    number: 117,
    en: 'The Acknowledgment does not repeat the reference to the document that it is about.',
    nb: 'Transportkvitteringen gjentar ikke referansen til vedlegget den gjelder (cid:).',
    source: 'ebMS 2.0 §6.3.2.5, HIS 1037 §5.5',
    effect: 'record',
    isBroken: ({ read }) => !read.acknowledgment?.digests.some(({ uri }) => uri?.startsWith('cid:')),
  },
];

/** HITS 1172 §5.13: a MessageError. */
export const messageErrorRules: readonly Rule[] = [
  {
    number: 120,
    en: 'Service of an ErrorList must be that of signals.',
    nb: `Service i en transportfeilmelding skal være "${mshService}".`,
    source: 'ebMS 2.0 §4.2.4.3',
    effect: 'record',
    isBroken: ({ header }) => header?.service !== mshService,
  },
  {
    number: 121,
    en: 'Action of an ErrorList must be MessageError.',
    nb: 'Action i en transportfeilmelding skal være MessageError.',
    source: 'ebMS 2.0 §4.2.4.3',
    effect: 'record',
    isBroken: ({ header }) => header?.action !== 'MessageError',
  },
  {
    number: 122,
    en: 'A MessageError must name the message it is about, by a UUID or an id as RFC 2822 has them.',
    nb: 'En transportfeilmelding skal vise til meldingen den gjelder med en UUID eller en id etter RFC 2822.',
    source: 'ebMS 2.0 §3.1.6.1',
    effect: 'record',
    isBroken: ({ header }) => !isId(header?.refToMessageId),
  },
  {
    number: 123,
    en: 'A MessageError has no eb:Acknowledgment.',
    nb: 'En transportfeilmelding skal ikke ha eb:Acknowledgment.',
    source: 'HIS 1037 §4.2',
    effect: 'record',
    isBroken: ({ soapHeader }) => childOf(soapHeader, eb, 'Acknowledgment') !== undefined,
  },
];

/** HITS 1171 §5.2.1: what a signal leaves out. */
export const signalRules: readonly Rule[] = [
  {
    number: null,
    name: 'role-on-signal',
    en: 'A signal names no roles.',
    nb: 'Et signal skal ikke ha roller.',
    source: 'HITS 1171 §5.2.1.3',
    effect: 'record',
    isBroken: ({ header }) => header?.from?.role !== undefined || header?.to?.role !== undefined,
  },
  {
    number: null,
    name: 'duplicate-elimination-on-signal',
    en: 'A signal has no eb:DuplicateElimination.',
    nb: 'Et signal skal ikke ha eb:DuplicateElimination.',
    source: 'HITS 1171 §5.2.1.11',
    effect: 'record',
    isBroken: ({ header }) => header?.duplicateElimination === true,
  },
  {
    number: null,
    name: 'ack-requested-on-signal',
    en: 'A signal asks for no acknowledgment.',
    nb: 'Et signal skal ikke be om kvittering.',
    source: 'HITS 1172 §5.14.2',
    effect: 'record',
    isBroken: ({ header }) => header?.ackRequested !== undefined,
  },
];

/** HITS 1172 §5.11: what has no kind. */
export const kindRules: readonly Rule[] = [
  {
    number: null,
    name: 'no-kind',
    en: 'By what stands in it the message is of no kind, or of several.',
    nb: 'Etter innholdet er meldingen av ingen type, eller av flere.',
    source: 'HITS 1172 §5.11',
    effect: { error: 'Inconsistent' },
    at: '/SOAP:Envelope',
    isBroken: ({ read }) => read.problem?.code === 'no-kind',
  },
];
