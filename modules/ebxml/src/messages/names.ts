/** Namespaces of an ebXML envelope (ebMS 2.0; HITS 1172 §5.2). */
export const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';
export const ebNamespace = 'http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd';
export const dsNamespace = 'http://www.w3.org/2000/09/xmldsig#';
export const xlinkNamespace = 'http://www.w3.org/1999/xlink';
export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

/** The service of signals: what one message handler says to another (ebMS 2.0 §4.2.4.3, §6.3.2.7, §7.1.1, §8.1). */
export const mshService = 'urn:oasis:names:tc:ebxml-msg:service';

export const toPartyActor = 'urn:oasis:names:tc:ebxml-msg:actor:toPartyMSH';
export const errorCodeContext = 'urn:oasis:names:tc:ebxml-msg:service:errors';

/** What ebMS 2.0 §4.2.3.4 calls what can be wrong. */
export const errorCodes = [
  'ValueNotRecognized',
  'NotSupported',
  'Inconsistent',
  'OtherXml',
  'DeliveryFailure',
  'TimeToLiveExpired',
  'SecurityFailure',
  'MimeProblem',
  'Unknown',
] as const;
export type EbxmlErrorCode = (typeof errorCodes)[number];
