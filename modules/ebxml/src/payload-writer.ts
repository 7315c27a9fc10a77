import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Receiver } from '@samband/address-register';
import { encryptFor, type SigningKey, signEnveloped } from '@samband/crypto';
import { findModel } from '@samband/standards';
import type { BusinessProcess } from './business-process.ts';
import { digestsOf } from './envelope.ts';
import type { HandlerKeys } from './handler-keys.ts';
import { newMailId, nobody, responseUri, withoutBrackets } from './mail-id.ts';
import { type PayloadSchema, writePayloadMessage } from './messages/write-payload-message.ts';
import { type OutgoingKind, type PackedOutgoing, packOutgoing } from './outgoing.ts';
import { type PayloadForm, payloadFormOf } from './payload-form.ts';
import { readSignedDigests } from './read-signed-digests.ts';
import type { FindTerms, Terms } from './terms.ts';

/** A document on its way out, and what is known of where. */
export interface PayloadOrder {
  /** eb:MessageId. */
  readonly id: string;
  readonly kind: Extract<OutgoingKind, 'payload' | 'refusal-receipt'>;
  readonly from: Receiver;
  readonly to: Receiver;
  readonly process: BusinessProcess;
  readonly conversationId: string;
  readonly refToEnvelopeId?: string | undefined;
  readonly document: Uint8Array;
  /** What came in and is answered by it. */
  readonly aboutId?: string | undefined;
  /** It goes in the answer to the post that it is about. */
  readonly isSynchronous: boolean;
}

export interface PayloadWriter {
  /**
   * Makes the message that carries a document: signed inside, packed, wrapped and encrypted as its flow has it, in an
   * envelope signed by the sender. Made once, and sent as it is however often. Errors: those of the register and of the
   * agreement, NotReachable.
   */
  write(order: PayloadOrder): Promise<PackedOutgoing>;
}

/** The register does not say what is needed to send to a party: an address, a certificate, or a key of ours. */
export class NotReachable extends Error {
  readonly code: 'no-endpoint' | 'no-encryption-certificate' | 'no-signing-key';
  constructor(code: NotReachable['code']) {
    super(code);
    this.name = 'NotReachable';
    this.code = code;
  }
}

const software = { mshSystem: 'Samband', mshVersion: '1.0' };
const compress = promisify(gzip);

export function createPayloadWriter({
  findTerms,
  keys,
  now,
}: {
  readonly findTerms: FindTerms;
  readonly keys: HandlerKeys;
  readonly now: () => Date;
}): PayloadWriter {
  return {
    async write(order) {
      const { id, kind, from, to, process, conversationId, refToEnvelopeId, isSynchronous } = order;
      const key = await keys.signingKeyOf(from.herId);
      if (!key) throw new NotReachable('no-signing-key');
      const terms = await termsFor(findTerms, order, now());
      const uri = isSynchronous ? responseUri : endpointOf(terms, to);
      const form = payloadFormOf(process.service, process.action);
      const [mailFrom, mailTo] = [from.ediAddress ?? nobody, to.ediAddress ?? nobody];
      const messageId = newMailId(mailFrom);
      const contentId = `${randomUUID()}@${mailFrom.slice(mailFrom.lastIndexOf('@') + 1)}`;
      const { soap, bytes } = writePayloadMessage(
        {
          from: { herId: from.herId, role: process.fromRole },
          to: { herId: to.herId, role: process.toRole },
          cpaId: terms.cpaId,
          conversationId,
          service: process.service,
          action: process.action,
          messageId: id,
          timestamp: now(),
          refToMessageId: refToEnvelopeId,
          software,
          payloads: [
            {
              contentId,
              bytes: await formPayload(order.document, form, terms, key),
              schema: schemaOf(order.document),
              ...(!form.isEncrypted && { contentType: 'application/xml' }),
            },
          ],
          isAckRequested: terms.isAckRequested,
          mail: { from: mailFrom, to: mailTo, messageId, date: now() },
        },
        key,
      );
      const outgoing = {
        id,
        kind,
        fromHerId: from.herId,
        toHerId: to.herId,
        uri,
        mailFrom,
        mailId: withoutBrackets(messageId),
        cpaId: terms.cpaId,
        conversationId,
        aboutId: order.aboutId,
        digests: digestsOf(readSignedDigests(soap)),
        bytes,
      };
      return packOutgoing(outgoing, now());
    },
  };
}

/** What it is, as far as a national standard says so (HITS 1210 §6.2.1). */
function schemaOf(document: Uint8Array): PayloadSchema | undefined {
  const { namespace, version } = findModel(document) ?? {};
  return namespace === undefined || version === undefined ? undefined : { location: namespace, version };
}

function termsFor(findTerms: FindTerms, { from, to, process }: PayloadOrder, at: Date): Promise<Terms> {
  const { fromRole: role, service, action } = process;
  return findTerms({ ourHerId: from.herId, partnerHerId: to.herId, role, service, action, direction: 'send', at });
}

/** The first of the agreement; without any, the address that the register has. */
function endpointOf({ endpoints }: Terms, { ediAddress }: Receiver): string {
  const uri = endpoints[0]?.uri ?? (ediAddress && `mailto:${ediAddress}`);
  if (!uri) throw new NotReachable('no-endpoint');
  return uri;
}

async function formPayload(
  document: Uint8Array,
  form: PayloadForm,
  terms: Terms,
  key: SigningKey,
): Promise<Uint8Array> {
  const signed = form.isInnerSigned ? signEnveloped(document, key) : document;
  const packed = form.isCompressed ? await compress(signed) : signed;
  const wrapped = form.isWrapped ? wrap(packed) : packed;
  if (!form.isEncrypted) return wrapped;
  if (!terms.encryptionCertificate) throw new NotReachable('no-encryption-certificate');
  return encryptFor([terms.encryptionCertificate], wrapped);
}

/** The MIME part that is encrypted (HITS 1172 §5.15.1). Its body is as it is: what is around it carries any byte. */
function wrap(document: Uint8Array): Uint8Array {
  const head = `Content-Type: application/xml\r\nContent-ID: <${randomUUID()}@samband>\r\nContent-Transfer-Encoding: binary\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), document]);
}
