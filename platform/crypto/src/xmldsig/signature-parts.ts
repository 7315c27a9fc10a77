import { Buffer } from 'node:buffer';
import { compileXPath, selectElements, type XmlElement } from '@samband/xml';
import { base64In, elementsIn, expectDs, malformed } from './element-content.ts';
import { dsNamespace } from './names.ts';
import { readSignedInfo, type SignedInfo } from './signed-info.ts';

/** A ds:Signature, read. */
export interface SignatureParts extends SignedInfo {
  readonly value: Uint8Array;
  /** DER, in the order of ds:KeyInfo. Nobody vouches for them. */
  readonly embeddedCertificates: readonly Uint8Array[];
}

const certificateElements = compileXPath('ds:X509Data/ds:X509Certificate', { ds: dsNamespace });
const CERTIFICATE_MAX = 10;

/**
 * ds:SignedInfo, ds:SignatureValue and ds:KeyInfo, one of each in this order, and nothing else: a ds:Object would be
 * content that nobody signed.
 */
export function readSignatureParts(signature: XmlElement): SignatureParts {
  const [signedInfo, value, keyInfo, ...others] = elementsIn(signature);
  if (others.length > 0) throw malformed(signature);
  return {
    ...readSignedInfo(expectDs(signedInfo, 'SignedInfo', signature)),
    value: Buffer.from(base64In(expectDs(value, 'SignatureValue', signature)), 'base64'),
    embeddedCertificates: keyInfo ? certificatesIn(expectDs(keyInfo, 'KeyInfo', signature)) : [],
  };
}

function certificatesIn(keyInfo: XmlElement): Uint8Array[] {
  const elements = selectElements(keyInfo, certificateElements);
  if (elements.length > CERTIFICATE_MAX) throw malformed(keyInfo);
  return elements.map((element) => Buffer.from(base64In(element), 'base64'));
}
