import { Buffer } from 'node:buffer';
import { makeHolder } from '../cms/holders-for-tests.ts';
import type { SigningKey } from '../signing-key.ts';
import type { CanonicalForm } from './canonical-form.ts';
import type { SignaturePlace } from './find-signature.ts';
import { insertSignature } from './insert-signature.ts';
import { envelopedTransform } from './names.ts';
import { documentReference } from './new-references.ts';
import { sendableAlgorithm } from './signature-algorithm.ts';
import type { Attachment, SignatureReference } from './verdict.ts';
import { writeSignature } from './write-signature.ts';

/** Who signs in tests, and somebody else. */
export const holder = makeHolder();
export const stranger = makeHolder({ issuer: 'En annen' });

export const attachments: readonly Attachment[] = [
  { contentId: 'letter@example.test', bytes: Buffer.from('what was encrypted') },
  { contentId: 'image 1@example.test', bytes: Buffer.alloc(300, 7) },
];

/** An ebMS envelope, with white space, a comment, and a header for those on the way. */
export const envelope = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<!-- TEST. -->
<SOAP:Envelope xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xlink="http://www.w3.org/1999/xlink">
  <SOAP:Header xmlns:eb="http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd">
    <eb:MessageHeader SOAP:mustUnderstand="1" eb:version="2.0"><eb:CPAId>1000</eb:CPAId></eb:MessageHeader>
    <eb:Via SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next">through <eb:Hop SOAP:actor="urn:oasis:names:tc:ebxml-msg:actor:nextMSH"/></eb:Via>
  </SOAP:Header>
  <SOAP:Body><eb:Manifest xmlns:eb="http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd"/></SOAP:Body>
</SOAP:Envelope>
`);

/** A business document with what canonical form is about. */
export const businessDocument = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\r
<MsgHead xmlns="urn:head" xmlns:unused="urn:unused" xml:lang="nb">\r
  <!-- gone --><Name a='x' b="&quot;&#9;>"><![CDATA[Ærlig & <sant>]]></Name><?kept as it is?>
  <Empty/></MsgHead><!-- after -->
`);

/** A right signature that says whatever a test wants it to say. */
export function craft(
  document: Uint8Array,
  how: {
    readonly key?: SigningKey;
    readonly place?: SignaturePlace;
    readonly form?: CanonicalForm;
    readonly references?: (document: SignatureReference) => SignatureReference[];
  } = {},
): Buffer {
  const { key = holder, place = 'soap-header', form = 'inclusive', references = (one) => [one] } = how;
  const algorithm = sendableAlgorithm(key.privateKey);
  const signed = insertSignature(document, place, (parsed) => {
    const reference = documentReference(parsed, { form, digest: 'sha256', filters: [] });
    const parent = place === 'document' ? parsed.root : parsed.root.find('*[1]')[0];
    return writeSignature({ form, algorithm, references: references(reference) }, parent as typeof parsed.root, key);
  });
  return Buffer.from(signed);
}

/** The transforms of a reference, as a test wants them. */
export function withTransforms(...algorithms: string[]): (reference: SignatureReference) => SignatureReference[] {
  return (reference) => [
    { ...reference, transforms: [envelopedTransform, ...algorithms].map((algorithm) => ({ algorithm })) },
  ];
}

/** The bytes with one text in place of another that stands there. */
export function edit(bytes: Uint8Array, from: string | RegExp, to: string): Buffer {
  const text = Buffer.from(bytes).toString();
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`there is no ${from} to replace`);
  return Buffer.from(edited);
}
