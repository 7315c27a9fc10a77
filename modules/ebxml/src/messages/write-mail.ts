import { type SigningKey, signEbms } from '@samband/crypto';
import { type MailHeader, writeMail, writeMultipartRelated } from '@samband/mail';
import type { MailOrder, WrittenMessage } from './envelope-order.ts';

/** A document beside the envelope, as it goes. */
export interface MailPartOrder {
  readonly contentId: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const soapType = 'text/xml; charset="UTF-8"';

/** Signs a signal, and puts it in a mail alone (HITS 1172 §5.2: best without a multipart around it). */
export function writeSignalMail(envelope: Uint8Array, key: SigningKey, mail: MailOrder): WrittenMessage {
  const soap = signEbms(envelope, [], key);
  return { soap, bytes: writeMailOf(soap, [], mail) };
}

/**
 * The mail around an envelope (ebMS 2.0 B.3.2, HITS 1172 §5.5). Everything goes in base64: no mail server then has a line
 * to break or an end of line to change, and what was signed arrives as it was.
 */
export function writeMailOf(soap: Uint8Array, parts: readonly MailPartOrder[], mail: MailOrder): Uint8Array {
  const headers = headersOf(mail);
  if (parts.length === 0) return writeMail({ headers, contentType: soapType, body: soap });
  return writeMultipartRelated({
    headers,
    type: 'text/xml',
    root: { contentId: `envelope-${mail.messageId.replace(/^<|>$/g, '')}`, contentType: soapType, body: soap },
    parts: parts.map(({ contentId, contentType, bytes }) => ({ contentId, contentType, body: bytes })),
  });
}

function headersOf({ from, to, messageId, date, subject, inReplyTo }: MailOrder): MailHeader[] {
  return [
    { name: 'From', value: from },
    { name: 'To', value: to },
    { name: 'Message-ID', value: messageId },
    { name: 'Date', value: mailDate(date) },
    ...(subject === undefined ? [] : [{ name: 'Subject', value: subject }]),
    ...(inReplyTo === undefined
      ? []
      : [
          { name: 'In-Reply-To', value: inReplyTo },
          { name: 'References', value: inReplyTo },
        ]),
    { name: 'SOAPAction', value: '"ebXML"' },
  ];
}

/** RFC 5322 §3.3. */
function mailDate(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}
