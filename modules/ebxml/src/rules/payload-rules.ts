import { attributeOf, childOf } from '../messages/element-tree.ts';
import { ebNamespace as eb } from '../messages/names.ts';
import type { Rule } from './rule.ts';

const mimeProblem = { error: 'MimeProblem' } as const;
const at = '/SOAP:Envelope/SOAP:Body/eb:Manifest';

/** HITS 1172 §5.14.1-5.14.3: a message with documents. */
export const payloadRules: readonly Rule[] = [
  {
    number: null,
    name: 'role',
    en: 'A message with a document names the roles of both parties.',
    nb: 'En melding med vedlegg skal ha rollene til begge parter.',
    source: 'HITS 1171 §5.2.1.3',
    effect: 'record',
    isBroken: ({ header }) => !header?.from?.role || !header.to?.role,
  },
  {
    number: 74,
    en: 'There is no eb:DuplicateElimination.',
    nb: 'eb:DuplicateElimination mangler.',
    source: 'HIS 1037 §4.2 and §6.2.1',
    effect: 'record',
    isBroken: ({ header }) => header?.duplicateElimination === false,
  },
  {
    number: 75,
    en: 'No acknowledgment is asked for: there is no eb:AckRequested.',
    nb: 'Det bes ikke om kvittering: eb:AckRequested mangler.',
    source: 'HIS 1037 §4.2 and §6.2.2',
    effect: { warning: 'Inconsistent' },
    isBroken: ({ header, wire }) => wire === 'mail' && !header?.ackRequested,
  },
  {
    number: null,
    name: 'ack-requested-must-understand',
    en: 'SOAP:mustUnderstand of eb:AckRequested must be there and be 1.',
    nb: 'SOAP:mustUnderstand i eb:AckRequested skal være med og være 1.',
    source: 'ebMS 2.0 §6.3.1',
    effect: 'record',
    isBroken: ({ header }) => !!header?.ackRequested && header.ackRequested.mustUnderstand !== '1',
  },
  {
    number: 94,
    en: 'A signed acknowledgment must be asked for: eb:signed of eb:AckRequested is not true.',
    nb: 'Det skal bes om signert kvittering: eb:signed i eb:AckRequested er ikke true.',
    source: 'HIS 1037 §6.2.2',
    effect: 'record',
    isBroken: ({ header }) => !!header?.ackRequested && !/^(true|1)$/.test(header.ackRequested.signed ?? ''),
  },
  {
    number: null,
    name: 'manifest',
    en: 'There is no eb:Manifest, so no document.',
    nb: 'eb:Manifest mangler, og dermed vedlegget.',
    source: 'HITS 1172 §5.14.3',
    effect: mimeProblem,
    at: '/SOAP:Envelope/SOAP:Body',
    isBroken: ({ manifest }) => !manifest,
  },
  {
    number: 5,
    en: 'The version of eb:Manifest must be 2.0.',
    nb: 'version i eb:Manifest skal være 2.0.',
    source: 'ebMS 2.0 §2.3.8',
    effect: 'record',
    isBroken: ({ manifest }) => !!manifest && attributeOf(manifest, eb, 'version') !== '2.0',
  },
  {
    number: 6,
    en: 'eb:Manifest has no eb:Reference.',
    nb: 'eb:Manifest mangler eb:Reference.',
    source: 'ebMS 2.0 §3.2',
    effect: mimeProblem,
    at,
    isBroken: ({ manifest }) => !!manifest && childOf(manifest, eb, 'Reference') === undefined,
  },
  {
    number: null,
    name: 'manifest-href',
    en: 'An eb:Reference does not say which document it is about.',
    nb: 'En eb:Reference sier ikke hvilket vedlegg den gjelder.',
    source: 'ebMS 2.0 §3.2.2',
    effect: mimeProblem,
    at: `${at}/eb:Reference/@xlink:href`,
    isBroken: ({ read }) => read.manifest.some(({ href }) => !href),
  },
  {
    number: 27,
    en: 'eb:Manifest names a document, and the message has none.',
    nb: 'eb:Manifest viser til et vedlegg, og meldingen har ingen.',
    source: 'ebMS 2.0 §3.2.2',
    effect: mimeProblem,
    at: `${at}/eb:Reference`,
    isBroken: ({ read, wire }) => wire !== 'none' && read.manifest.length > 0 && read.attachments.length === 0,
  },
  {
    number: 23,
    en: 'No part has the Content-ID that eb:Manifest names.',
    nb: 'Ingen del har den Content-ID-en eb:Manifest viser til.',
    source: 'ebMS 2.0 §3.2.2 and §2.1.4',
    effect: mimeProblem,
    at: `${at}/eb:Reference`,
    isBroken: ({ read, wire }) =>
      wire !== 'none' &&
      read.manifest.some(
        ({ href, contentId }) => href && !read.attachments.some((part) => part.contentId === contentId),
      ),
  },
];
