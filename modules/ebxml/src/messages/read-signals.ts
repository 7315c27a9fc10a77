import type { AcknowledgmentRead, EbxmlRead, ErrorListRead } from './ebxml-read.ts';
import { attributeOf, childOf, childrenOf, type TreeElement } from './element-tree.ts';
import { ebNamespace as eb, soapNamespace as soap } from './names.ts';
import { readDigests } from './read-digests.ts';

/** eb:Acknowledgment (ebMS 2.0 §6.3.2). */
export function readAcknowledgment(soapHeader: TreeElement | undefined): AcknowledgmentRead | undefined {
  const element = childOf(soapHeader, eb, 'Acknowledgment');
  return (
    element && {
      timestamp: childOf(element, eb, 'Timestamp')?.text,
      refToMessageId: childOf(element, eb, 'RefToMessageId')?.text,
      digests: readDigests(element),
    }
  );
}

/** eb:ErrorList (ebMS 2.0 §4.2.3). */
export function readErrorList(soapHeader: TreeElement | undefined): ErrorListRead | undefined {
  const element = childOf(soapHeader, eb, 'ErrorList');
  return (
    element && {
      highestSeverity: attributeOf(element, eb, 'highestSeverity'),
      errors: childrenOf(element, eb, 'Error').map((error) => ({
        code: attributeOf(error, eb, 'errorCode'),
        severity: attributeOf(error, eb, 'severity'),
        location: attributeOf(error, eb, 'location'),
        description: childOf(error, eb, 'Description')?.text,
      })),
    }
  );
}

/** eb:StatusRequest and eb:StatusResponse (ebMS 2.0 §7.1). */
export function readStatus(soapBody: TreeElement | undefined): EbxmlRead['statusOf'] {
  const response = childOf(soapBody, eb, 'StatusResponse');
  const element = response ?? childOf(soapBody, eb, 'StatusRequest');
  return (
    element && {
      refToMessageId: childOf(element, eb, 'RefToMessageId')?.text,
      status: attributeOf(response, eb, 'messageStatus'),
    }
  );
}

/** SOAP 1.1 §4.4: the code without its prefix, and the words. */
export function readFault(soapBody: TreeElement | undefined): EbxmlRead['fault'] {
  const element = childOf(soapBody, soap, 'Fault');
  const text = (name: string) => element?.children.find((child) => child.name === name)?.text ?? '';
  return element && { code: text('faultcode').replace(/^.*:/, ''), text: text('faultstring').slice(0, 1_000) };
}
