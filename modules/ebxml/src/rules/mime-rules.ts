import type { Rule } from './rule.ts';
import { isEncrypted } from './rule-subject.ts';

/** HITS 1172 §5.5.2: the MIME form. What cannot be read for it is answered with a SOAP Fault; what can be read goes on. */
export const mimeRules: readonly Rule[] = [
  {
    number: 22,
    en: 'There is no SOAPAction.',
    nb: 'SOAPAction mangler.',
    source: 'ebMS 2.0 B.3.2',
    effect: 'record',
    isBroken: ({ head }) => head('SOAPAction') === undefined,
  },
  {
    number: 51,
    en: 'SOAPAction must be "ebXML", with its quotes and in these letters.',
    nb: 'SOAPAction skal være "ebXML", med anførselstegn og slik bokstavene står her.',
    source: 'ebMS 2.0 §2.1.2',
    effect: 'record',
    isBroken: ({ head }) => (head('SOAPAction') ?? '"ebXML"') !== '"ebXML"',
  },
  {
    number: 252,
    en: 'Content-Type is missing or text/plain.',
    nb: 'Content-Type mangler eller er text/plain.',
    source: 'ebMS 2.0 B.3.2',
    effect: 'record',
    isBroken: ({ contentType }) => contentType === 'text/plain',
  },
  {
    number: 66,
    en: 'The whole must be multipart/related or text/xml.',
    nb: 'Meldingen skal på øverste nivå være multipart/related eller text/xml.',
    source: 'ebMS 2.0 §2.1.2',
    effect: 'record',
    isBroken: ({ contentType }) => contentType !== 'multipart/related' && contentType !== 'text/xml',
  },
  {
    number: 253,
    en: 'The type parameter of multipart/related must be text/xml.',
    nb: 'Parameteren type i multipart/related skal være text/xml.',
    source: 'ebMS 2.0 §2.1.2',
    effect: 'record',
    isBroken: ({ contentType, contentParameters }) =>
      contentType === 'multipart/related' && contentParameters['type']?.toLowerCase() !== 'text/xml',
  },
  {
    number: null,
    name: 'start-parameter',
    en: 'The start parameter names another part than the one with the envelope.',
    nb: 'Parameteren start peker på en annen del enn den med konvolutten.',
    source: 'ebMS 2.0 §2.1.2',
    effect: 'record',
    isBroken: ({ startContentId, soapPart }) =>
      startContentId !== undefined && soapPart !== undefined && startContentId !== soapPart.contentId,
  },
  {
    number: 67,
    en: 'No part of the message is text/xml.',
    nb: 'Meldingen har ingen del som er text/xml.',
    source: 'ebMS 2.0 §2.1.2',
    effect: 'record',
    isBroken: ({ partTypes }) => !partTypes.includes('text/xml'),
  },
];

/** HITS 1172 §5.5.2.3: the part with the envelope. */
export const soapPartRules: readonly Rule[] = [
  {
    number: 255,
    en: 'Content-Type of the part with the envelope must be text/xml.',
    nb: 'Content-Type for delen med konvolutten skal være text/xml.',
    source: 'ebMS 2.0 §2.1.3.1',
    effect: 'record',
    isBroken: ({ soapPart }) => soapPart?.contentType !== 'text/xml',
  },
  {
    number: 256,
    en: 'The charset of the part with the envelope must be UTF-8.',
    nb: 'Tegnsettet (charset) for delen med konvolutten skal være UTF-8.',
    source: 'ebMS 2.0 §2.1.3.2',
    effect: 'record',
    isBroken: ({ soapPart }) => soapPart?.parameters['charset']?.toUpperCase() !== 'UTF-8',
  },
  {
    number: 257,
    en: 'The part with the envelope has no Content-Transfer-Encoding.',
    nb: 'Delen med konvolutten har ingen Content-Transfer-Encoding.',
    source: 'XMLDSIG',
    effect: 'record',
    isBroken: ({ soapPart }) => !soapPart?.transferEncoding,
  },
  {
    number: 258,
    en: 'Content-Transfer-Encoding of the envelope must be 8bit, binary, quoted-printable or base64.',
    nb: 'Content-Transfer-Encoding for konvolutten skal være 8bit, binary, quoted-printable eller base64.',
    source: 'ebMS 2.0 B.3.2',
    effect: 'record',
    isBroken: ({ soapPart }) =>
      !!soapPart?.transferEncoding && !/^(8bit|binary|quoted-printable|base64)$/.test(soapPart.transferEncoding),
  },
];

/** HITS 1172 §5.5.2.4 and §5.15.1: the parts with documents. */
export const attachmentRules: readonly Rule[] = [
  {
    number: 259,
    en: 'Content-Transfer-Encoding of a document must be base64.',
    nb: 'Content-Transfer-Encoding for vedlegg skal være base64.',
    source: 'HIS 1037 §5',
    effect: 'record',
    isBroken: ({ attachments }) => attachments.some(({ transferEncoding }) => transferEncoding !== 'base64'),
  },
  {
    number: 260,
    en: 'Content-Type of a document must be application/pkcs7-mime; smime-type=enveloped-data.',
    nb: 'Content-Type for vedlegg skal være application/pkcs7-mime; smime-type=enveloped-data.',
    source: 'HIS 1037 §5.4',
    effect: 'record',
    isBroken: ({ attachments }) =>
      attachments.some(
        ({ contentType, parameters }) =>
          contentType !== 'application/pkcs7-mime' || parameters['smime-type']?.toLowerCase() !== 'enveloped-data',
      ),
  },
  {
    number: 263,
    en: 'A document is not encrypted: it must be CMS EnvelopedData.',
    nb: 'Et vedlegg er ikke kryptert: det skal være et CMS-objekt.',
    source: 'HIS 1037 §5.4',
    effect: 'record',
    isBroken: ({ attachments }) => attachments.some(({ bytes }) => !isEncrypted(bytes)),
  },
];
