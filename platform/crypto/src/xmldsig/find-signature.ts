import { compileXPath, findElement, selectElements, type XmlDocument, type XmlElement } from '@samband/xml';
import { dsNamespace, soapNamespace } from './names.ts';
import { SignatureRefusal } from './signature-refusal.ts';

/** Where the one signature stands: in the SOAP header, or at the end of a business document. */
export type SignaturePlace = 'soap-header' | 'document';

const everySignature = compileXPath('//ds:Signature', { ds: dsNamespace });

/** The one signature of a document, at the one place it may stand. Refuses every other number and place. */
export function findSignature(document: XmlDocument, place: SignaturePlace): XmlElement {
  if (place === 'soap-header' && !isSoap(document.root, 'Envelope')) throw new SignatureRefusal('not-an-envelope');
  const [signature, ...others] = selectElements(document, everySignature);
  if (!signature) throw new SignatureRefusal('no-signature');
  if (others.length > 0) throw new SignatureRefusal('several-signatures', `${others.length + 1}`);
  if (!standsAt(signature, place)) throw new SignatureRefusal('signature-misplaced', signature.parent?.name);
  return signature;
}

export function hasSignature(document: XmlDocument): boolean {
  return findElement(document, everySignature) !== undefined;
}

function standsAt({ parent }: XmlElement, place: SignaturePlace): boolean {
  if (place === 'document') return parent !== null && parent.parent === null;
  return parent !== null && isSoap(parent, 'Header') && parent.parent !== null && parent.parent.parent === null;
}

export function isSoap(element: XmlElement, name: string): boolean {
  return element.name === name && element.namespaceUri === soapNamespace;
}
