import { type SigningKey, signEbms } from '@samband/crypto';
import { element, type XmlMarkup } from '@samband/xml';
import { contentIdUri } from './content-id.ts';
import type { HeaderOrder, MailOrder, PartyOrder, WrittenMessage } from './envelope-order.ts';
import { mshService } from './names.ts';
import { toPartyBlock, writeEnvelope, writeMessageHeader } from './write-envelope.ts';
import { writeMailOf } from './write-mail.ts';

/** What a document is, as HITS 1210 §6.2.1 has it: the namespace of its business content, and that model's version. */
export interface PayloadSchema {
  readonly location: string;
  readonly version: string;
}

export interface PayloadOrder {
  /** Without `<>`; no other part of the message has it. */
  readonly contentId: string;
  /** As they are sent and signed: encrypted, where the flow asks for it. */
  readonly bytes: Uint8Array;
  /** Default: CMS EnvelopedData. */
  readonly contentType?: string | undefined;
  readonly schema?: PayloadSchema | undefined;
}

export interface PayloadMessageOrder extends HeaderOrder {
  readonly from: Required<PartyOrder>;
  readonly to: Required<PartyOrder>;
  readonly payloads: readonly [PayloadOrder, ...PayloadOrder[]];
  /** False only where the answer comes in the same breath over HTTP, and nothing is acknowledged. */
  readonly isAckRequested?: boolean;
  readonly mail: MailOrder;
}

export const envelopedData = 'application/pkcs7-mime; smime-type=enveloped-data';

/** A message with its documents, signed over the envelope and every one of them (HIS 1037 §5.5, HITS 1171 §5). */
export function writePayloadMessage(order: PayloadMessageOrder, key: SigningKey): WrittenMessage {
  const { payloads, mail, isAckRequested = true, ...header } = order;
  if (header.service === mshService) throw new TypeError('no document goes with the service of signals');
  const blocks = [writeMessageHeader(header, { duplicateElimination: true })];
  if (isAckRequested) blocks.push(element('eb:AckRequested', { ...toPartyBlock, 'eb:signed': 'true' }));
  const envelope = writeEnvelope(blocks, writeManifest(payloads));
  const soap = signEbms(envelope, payloads, key);
  const parts = payloads.map(({ contentId, bytes, contentType }) => ({
    contentId,
    contentType: contentType ?? envelopedData,
    bytes,
  }));
  return { soap, bytes: writeMailOf(soap, parts, mail) };
}

function writeManifest(payloads: readonly PayloadOrder[]): XmlMarkup {
  return element(
    'eb:Manifest',
    { 'eb:version': '2.0' },
    payloads.map(({ contentId, schema }) =>
      element(
        'eb:Reference',
        { 'xlink:href': contentIdUri(contentId), 'xlink:type': 'simple' },
        schema ? element('eb:Schema', { 'eb:location': schema.location, 'eb:version': schema.version }) : undefined,
      ),
    ),
  );
}
