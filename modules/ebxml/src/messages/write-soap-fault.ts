import { element, markupBytes } from '@samband/xml';
import type { MailOrder, WrittenMessage } from './envelope-order.ts';
import { soapNamespace } from './names.ts';
import { writeMailOf } from './write-mail.ts';

/** SOAP 1.1 §4.4.1. */
export type SoapFaultCode = 'Client' | 'Server' | 'MustUnderstand' | 'VersionMismatch';

export interface SoapFaultOrder {
  readonly code: SoapFaultCode;
  /** What could not be read, in plain words; nothing of what stood there. */
  readonly text: string;
  /** `inReplyTo` is the only thing by which its receiver knows which mail it is about (HITS 1172 §4.2.3.2). */
  readonly mail: MailOrder;
}

/** Answers what could not be read as ebXML: it names no parties, and so nobody could sign it. */
export function writeSoapFault({ code, text, mail }: SoapFaultOrder): WrittenMessage {
  const fault = element('SOAP:Fault', {}, element('faultcode', {}, `SOAP:${code}`), element('faultstring', {}, text));
  const soap = markupBytes(element('SOAP:Envelope', { 'xmlns:SOAP': soapNamespace }, element('SOAP:Body', {}, fault)));
  return { soap, bytes: writeMailOf(soap, [], mail) };
}
