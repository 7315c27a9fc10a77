import type { SigningKey } from '@samband/crypto';
import { element, type XmlMarkup } from '@samband/xml';
import type { WrittenMessage } from './envelope-order.ts';
import { type EbxmlErrorCode, errorCodeContext } from './names.ts';
import { type SignalOrder, signalHeader } from './signal-order.ts';
import { headerBlock, writeEnvelope, writeMessageHeader } from './write-envelope.ts';
import { writeSignalMail } from './write-mail.ts';

/** One thing that is wrong with a message, as its sender is told. */
export interface EbxmlError {
  readonly code: EbxmlErrorCode;
  /** `Error`: refused. `Warning`: taken all the same, and that counts as an acknowledgment (HITS 1171 §8.4). */
  readonly severity: 'Error' | 'Warning';
  /** XPath of what is wrong, or `cid:` of the part. */
  readonly location?: string | undefined;
  readonly description: string;
}

export interface MessageErrorOrder extends SignalOrder {
  readonly errors: readonly [EbxmlError, ...EbxmlError[]];
  /** Of the descriptions. Default `en`. */
  readonly language?: string;
}

/** Why a message was refused, or what is wrong with it though it was taken (ebMS 2.0 §4.2.3, HITS 1171 §5.2.4). */
export function writeMessageError(order: MessageErrorOrder, key: SigningKey): WrittenMessage {
  const header = { ...signalHeader(order, 'MessageError'), refToMessageId: order.about.messageId };
  const isRefused = order.errors.some(({ severity }) => severity === 'Error');
  const envelope = writeEnvelope([
    writeMessageHeader(header),
    element(
      'eb:ErrorList',
      { ...headerBlock, 'eb:highestSeverity': isRefused ? 'Error' : 'Warning' },
      order.errors.map((error) => writeError(error, order.language ?? 'en')),
    ),
  ]);
  return writeSignalMail(envelope, key, order.mail);
}

function writeError({ code, severity, location, description }: EbxmlError, language: string): XmlMarkup {
  return element(
    'eb:Error',
    {
      'eb:codeContext': errorCodeContext,
      'eb:errorCode': code,
      'eb:severity': severity,
      'eb:location': location || undefined,
    },
    element('eb:Description', { 'xml:lang': language }, description),
  );
}
