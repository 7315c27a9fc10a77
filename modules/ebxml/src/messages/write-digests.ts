import { element, type XmlMarkup } from '@samband/xml';
import type { SignedDigest, Transform } from './ebxml-read.ts';
import { dsNamespace, soapNamespace } from './names.ts';

/** The references of a received message once more: that they stand in a signed acknowledgment proves what was received. */
export function writeDigests(digests: readonly SignedDigest[]): XmlMarkup[] {
  return digests.map(({ uri, transforms, digestMethod, digest }) =>
    element(
      'ds:Reference',
      { 'xmlns:ds': dsNamespace, URI: uri },
      transforms.length > 0 ? element('ds:Transforms', {}, transforms.map(writeTransform)) : undefined,
      element('ds:DigestMethod', { Algorithm: digestMethod }),
      element('ds:DigestValue', {}, digest),
    ),
  );
}

function writeTransform({ algorithm, xpath }: Transform): XmlMarkup {
  return element('ds:Transform', { Algorithm: algorithm }, xpath === undefined ? undefined : writeXPath(xpath));
}

/** The only XPath of the profile names one prefix, that of SOAP's namespace (HIS 1037 §5.5). */
function writeXPath(xpath: string): XmlMarkup {
  const prefix = /@([A-Za-z_][\w.-]*):/.exec(xpath)?.[1];
  return element('ds:XPath', prefix === undefined ? {} : { [`xmlns:${prefix}`]: soapNamespace }, xpath);
}
