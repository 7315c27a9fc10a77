import { childOf, childrenOf } from '../messages/element-tree.ts';
import { dsNamespace as ds } from '../messages/names.ts';
import { timeOf } from '../messages/read-header.ts';
import type { Rule } from './rule.ts';
import type { RuleSubject } from './rule-subject.ts';

const at = '/SOAP:Envelope/SOAP:Header/ds:Signature';
const securityFailure = { error: 'SecurityFailure' } as const;

export const profileTransforms = [
  'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  'http://www.w3.org/TR/1999/REC-xpath-19991116',
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
] as const;

const sha1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
/** The paper asks for SHA-1, which is no longer sent (facts of 2025): what came after it is no breach. */
const digestMethods = new Set([
  sha1,
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512',
]);
const signatureMethods = new Set([
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
]);

const root = ({ read }: RuleSubject) => read.digests.find(({ uri }) => uri === '');
const transformAt = (it: RuleSubject, position: 0 | 1 | 2) => root(it)?.transforms[position]?.algorithm;
const hasRoot = (it: RuleSubject) => root(it) !== undefined;

/** HITS 1172 §5.10: that there is one signature. */
export const signaturePresenceRules: readonly Rule[] = [
  {
    number: 45,
    en: 'There is no ds:Signature in SOAP:Header.',
    nb: 'ds:Signature mangler i SOAP:Header.',
    source: 'HIS 1037 §6.2',
    effect: securityFailure,
    at,
    isBroken: ({ signatures }) => signatures.length === 0,
  },
  {
    number: 52,
    en: 'There is more than one ds:Signature.',
    nb: 'Det er mer enn én ds:Signature.',
    source: 'HIS 1037 §6.2',
    effect: securityFailure,
    at,
    isBroken: ({ signatures }) => signatures.length > 1,
  },
];

/** And what it is made of. */
export const signatureRules: readonly Rule[] = [
  {
    number: 363,
    en: 'The signature has no SignedInfo.',
    nb: 'Signaturen mangler SignedInfo.',
    source: 'HIS 1037 §6.2.3',
    effect: securityFailure,
    at,
    isBroken: ({ signedInfo }) => !signedInfo,
  },
  {
    number: 42,
    en: 'The signature has no SignatureValue.',
    nb: 'Signaturen mangler SignatureValue.',
    source: 'HIS 1037 §6.2.3',
    effect: securityFailure,
    at,
    isBroken: ({ signatures: [signature] }) => !childOf(signature, ds, 'SignatureValue')?.text,
  },
  {
    number: 39,
    en: 'Nothing is signed: SignedInfo has no Reference.',
    nb: 'Ingenting er signert: SignedInfo har ingen Reference.',
    source: 'HIS 1037 §6.2.3',
    effect: securityFailure,
    at: `${at}/ds:SignedInfo`,
    isBroken: ({ read }) => read.digests.length === 0,
  },
  {
    number: 40,
    en: 'The envelope itself is not signed: no Reference has the URI "".',
    nb: 'Selve konvolutten er ikke signert: ingen Reference har URI "".',
    source: 'HIS 1037 §6.2.3',
    effect: securityFailure,
    at: `${at}/ds:SignedInfo`,
    isBroken: (it) => it.read.digests.length > 0 && !hasRoot(it),
  },
  {
    number: 34,
    en: 'A Reference to a document does not begin with cid:.',
    nb: 'En Reference til et vedlegg begynner ikke med cid:.',
    source: 'HIS 1037 §6.2.3',
    effect: 'record',
    isBroken: ({ read }) => read.digests.some(({ uri }) => uri !== undefined && uri !== '' && !/^cid:/i.test(uri)),
  },
  {
    number: 85,
    en: 'A Reference has no URI.',
    nb: 'En Reference mangler URI.',
    source: 'HIS 1037 §6.2.3',
    effect: securityFailure,
    at: `${at}/ds:SignedInfo/ds:Reference`,
    isBroken: ({ read }) => read.digests.some(({ uri }) => uri === undefined),
  },
  {
    number: 64,
    en: 'A Reference has no DigestValue.',
    nb: 'En Reference mangler DigestValue.',
    source: 'HIS 1037 §6.2.3',
    effect: securityFailure,
    at: `${at}/ds:SignedInfo/ds:Reference`,
    isBroken: ({ read }) => read.digests.some(({ digest }) => !digest),
  },
  {
    number: 33,
    en: 'The digest method of a Reference is neither SHA-1 nor one of those that came after it.',
    nb: 'DigestMethod i en Reference er verken SHA-1 eller en av etterfølgerne.',
    source: 'HIS 1037 §6.2.3',
    effect: 'record',
    isBroken: ({ read }) => read.digests.some(({ digestMethod }) => !digestMethods.has(digestMethod ?? '')),
  },
  {
    number: 37,
    en: 'The first transform of the envelope must be enveloped-signature.',
    nb: 'Første transform for konvolutten skal være enveloped-signature.',
    source: 'HIS 1037 §5.4',
    effect: 'record',
    isBroken: (it) => hasRoot(it) && transformAt(it, 0) !== profileTransforms[0],
  },
  {
    number: 36,
    en: 'The second transform of the envelope must be XPath.',
    nb: 'Andre transform for konvolutten skal være XPath.',
    source: 'HIS 1037 §5.4',
    effect: 'record',
    isBroken: (it) => hasRoot(it) && transformAt(it, 1) !== profileTransforms[1],
  },
  {
    number: 35,
    en: 'The third transform of the envelope must be canonical XML 1.0.',
    nb: 'Tredje transform for konvolutten skal være kanonisk XML 1.0.',
    source: 'HIS 1037 §5.4',
    effect: 'record',
    isBroken: (it) => hasRoot(it) && transformAt(it, 2) !== profileTransforms[2],
  },
  {
    number: 38,
    en: 'The envelope must have three transforms: enveloped-signature, XPath, canonical XML.',
    nb: 'Konvolutten skal ha tre transformer: enveloped-signature, XPath, kanonisk XML.',
    source: 'HIS 1037 §5.4',
    effect: 'record',
    isBroken: (it) =>
      hasRoot(it) &&
      root(it)
        ?.transforms.map(({ algorithm }) => algorithm)
        .join() !== profileTransforms.join(),
  },
  {
    number: 84,
    en: 'The signature method is not supported: it must be RSA with SHA-1 or one of those that came after it.',
    nb: 'Signaturmetoden støttes ikke: den skal være RSA med SHA-1 eller en av etterfølgerne.',
    source: 'HIS 1037 §6.2.3',
    effect: securityFailure,
    at: `${at}/ds:SignedInfo/ds:SignatureMethod`,
    isBroken: ({ signedInfo }) =>
      !!signedInfo && !signatureMethods.has(childOf(signedInfo, ds, 'SignatureMethod')?.attributes['Algorithm'] ?? ''),
  },
  {
    number: 32,
    en: 'The signature has no KeyInfo.',
    nb: 'Signaturen mangler KeyInfo.',
    source: 'HIS 1037 §6.2.3',
    effect: 'record',
    isBroken: ({ keyInfo }) => !keyInfo,
  },
  {
    number: 41,
    en: 'KeyInfo has no X509Data.',
    nb: 'KeyInfo mangler X509Data.',
    source: 'HIS 1037 §6.2.3',
    effect: 'record',
    isBroken: ({ keyInfo }) => !!keyInfo && childrenOf(keyInfo, ds, 'X509Data').length === 0,
  },
  {
    number: 103,
    en: 'X509Data has no X509Certificate.',
    nb: 'X509Data mangler X509Certificate.',
    source: 'HIS 1037 §5.4',
    effect: 'record',
    isBroken: ({ keyInfo, certificates }) => !!childOf(keyInfo, ds, 'X509Data') && certificates.length === 0,
  },
  {
    number: 65,
    en: 'X509Data has more than one X509Certificate.',
    nb: 'X509Data har mer enn ett X509Certificate.',
    source: 'HIS 1037 §6.2.3',
    effect: 'record',
    isBroken: ({ certificates }) => certificates.length > 1,
  },
  {
    number: 46,
    en: 'What stands in X509Certificate is no certificate.',
    nb: 'Det som står i X509Certificate er ikke et sertifikat.',
    source: 'HIS 1037 §6.2.3',
    effect: 'record',
    isBroken: ({ certificates, certificateFacts }) => certificates.length > 0 && !certificateFacts,
  },
  {
    number: 104,
    en: 'Timestamp is before the certificate is valid.',
    nb: 'Timestamp er før sertifikatet begynner å gjelde.',
    source: 'HIS 1037 §6.2.3, HITS 1171 §5.2.5',
    effect: securityFailure,
    at,
    isBroken: ({ header, certificateFacts }) => {
      const time = timeOf(header?.timestamp);
      return time !== undefined && certificateFacts !== undefined && time < certificateFacts.notBefore;
    },
  },
  {
    number: 105,
    en: 'Timestamp is after the certificate has expired.',
    nb: 'Timestamp er etter at sertifikatet har utløpt.',
    source: 'HITS 1171 §5.2.5',
    effect: securityFailure,
    at,
    isBroken: ({ header, certificateFacts }) => {
      const time = timeOf(header?.timestamp);
      return time !== undefined && certificateFacts !== undefined && time > certificateFacts.notAfter;
    },
  },
  {
    number: 50,
    en: 'The message is not signed right, or was changed after it was signed.',
    nb: 'Meldingen er ikke korrekt signert, eller er endret etter at den ble signert.',
    source: 'HIS 1037 §5.4 and §6.2.3',
    effect: securityFailure,
    at,
    needs: 'signature',
    isBroken: ({ context }) => context.signature?.valid === false,
  },
];
