import { attributeOf, type TreeElement } from '../messages/element-tree.ts';
import { dsNamespace as ds, ebNamespace as eb, soapNamespace as soap } from '../messages/names.ts';
import type { Rule } from './rule.ts';

const headerBlocks = new Set([
  `{${eb}}MessageHeader`,
  `{${eb}}AckRequested`,
  `{${eb}}Acknowledgment`,
  `{${eb}}ErrorList`,
  `{${eb}}MessageOrder`,
  `{${ds}}Signature`,
]);
const bodyBlocks = new Set([`{${eb}}Manifest`, `{${eb}}StatusRequest`, `{${eb}}StatusResponse`, `{${soap}}Fault`]);
const nameOf = ({ name, namespace }: TreeElement) => `{${namespace}}${name}`;
const isMandatory = (block: TreeElement) => /^(1|true)$/.test(attributeOf(block, soap, 'mustUnderstand') ?? '');
const isSyncReply = (block: TreeElement) => nameOf(block) === `{${eb}}SyncReply`;

/** HITS 1172 §5.7: what stands in a SOAP envelope. */
export const envelopeRules: readonly Rule[] = [
  {
    number: 43,
    en: 'There is no SOAP:Envelope.',
    nb: 'SOAP:Envelope mangler.',
    source: 'SOAP 1.1 §4',
    effect: 'fault',
    isBroken: ({ envelope }) => envelope?.name !== 'Envelope' || envelope.namespace !== soap,
  },
  {
    number: 2,
    en: 'There is no SOAP:Header.',
    nb: 'SOAP:Header mangler.',
    source: 'SOAP 1.1 §4, HIS 1037 §6.1',
    effect: 'fault',
    isBroken: ({ soapHeader }) => !soapHeader,
  },
  {
    number: 3,
    en: 'There is no SOAP:Body.',
    nb: 'SOAP:Body mangler.',
    source: 'SOAP 1.1 §4',
    effect: 'record',
    isBroken: ({ soapBody }) => !soapBody,
  },
  {
    number: 100,
    en: 'SOAP:Header holds a block that must be understood and is not known here.',
    nb: 'SOAP:Header inneholder en blokk som må forstås, og som ikke er kjent her.',
    source: 'SOAP 1.1 §4.2.3, ebMS 2.0 §2.3.5',
    effect: { error: 'NotSupported' },
    at: '/SOAP:Envelope/SOAP:Header',
    isBroken: ({ soapHeader }) =>
      soapHeader?.children.some(
        (block) => !headerBlocks.has(nameOf(block)) && !isSyncReply(block) && isMandatory(block),
      ) === true,
  },
  {
    number: null,
    name: 'sync-reply',
    en: 'eb:SyncReply has no place in a mail.',
    nb: 'eb:SyncReply hører ikke hjemme i en e-post.',
    source: 'HITS 1172 §5.7.2',
    effect: 'record',
    isBroken: ({ soapHeader, wire }) => wire === 'mail' && soapHeader?.children.some(isSyncReply) === true,
  },
  {
    number: 101,
    en: 'SOAP:Body holds something that is not known here.',
    nb: 'SOAP:Body inneholder noe som ikke er kjent her.',
    source: 'SOAP 1.1 §4.2.3, ebMS 2.0 §2.3.5',
    effect: 'record',
    isBroken: ({ soapBody }) => soapBody?.children.some((block) => !bodyBlocks.has(nameOf(block))) === true,
  },
  {
    number: 4,
    en: 'There is no eb:MessageHeader.',
    nb: 'eb:MessageHeader mangler.',
    source: 'ebMS 2.0 §3.1',
    effect: 'fault',
    isBroken: ({ read }) => read.kind !== 'soap-fault' && !read.header,
  },
];
