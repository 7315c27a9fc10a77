import { randomUUID } from 'node:crypto';
import { type AddressRegister, parseHerId } from '@samband/address-register';
import { readMessage } from '@samband/mail';
import { readHeader } from '@samband/standards';
import { type AgreeParts, agree } from './agree.ts';
import type { Answers } from './answers.ts';
import type { Arrived } from './arrived.ts';
import { processOfDocument } from './business-process.ts';
import { checkSignature, type SignatureParts } from './check-signature.ts';
import { unpackContent } from './content.ts';
import { envelopeOf, onlyDocument } from './envelope.ts';
import { readEnvelope } from './messages/read-envelope.ts';
import { openPayload } from './open-payload.ts';
import type { PackedOutgoing } from './outgoing.ts';
import type { PayloadWriter } from './payload-writer.ts';
import { addressOf } from './sending.ts';

/** A finished mail, for a mail server. */
export interface MemberMail {
  /** eb:MessageId of what it carries. */
  readonly envelopeId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: Uint8Array;
}

/** A document that came in a mail: its signature was right, and it is decrypted. */
export interface MemberDocument {
  readonly envelopeId: string;
  readonly toHerId: number;
  readonly document: Uint8Array;
  /** The signed word that it is here; none where the sender wants none. */
  acknowledgments(): Promise<MemberMail[]>;
  /** An application receipt, in an envelope of its own. */
  answer(receipt: Uint8Array): Promise<MemberMail>;
}

/** A message handler that keeps nothing, for a journal system that knows only mail and the keys of its party. */
export interface MemberHandler {
  /** Undefined: a signal, and no document. Errors: EnvelopeRefused, those of the register. */
  read(mail: Uint8Array): Promise<MemberDocument | undefined>;
  /** A letter to another party, by what its document says that it is. Errors: those of the register, NotReachable. */
  write(letter: { document: Uint8Array; from: number; to: number }): Promise<MemberMail>;
}

export interface MemberHandlerParts extends AgreeParts, SignatureParts {
  readonly register: Pick<AddressRegister, 'resolveReceiver' | 'resolveReceivers'> & AgreeParts['register'];
  readonly payloads: PayloadWriter;
  readonly answers: Answers;
}

export function createMemberHandler(parts: MemberHandlerParts): MemberHandler {
  const { register, keys, payloads, answers, now } = parts;
  return {
    async read(mail) {
      const read = readEnvelope(readMessage(mail));
      if (read.kind !== 'payload') return undefined;
      const taken = {
        id: randomUUID(),
        receivedAt: now(),
        wire: 'pop3',
        mailFrom: null,
        mailTo: [],
        attempts: 1,
      } as const;
      const arrived: Arrived = { taken, read, found: {} };
      const claimed = envelopeOf(read);
      const agreed = await agree(claimed, parts);
      const signed = await checkSignature(arrived, agreed.terms, parts, claimed.sentAt);
      const envelope = envelopeOf(signed.read);
      const { contentId, bytes } = onlyDocument(signed.read);
      const ourKeys = await keys.decryptionKeysOf(envelope.toHerId, envelope.sentAt);
      const { document } = await openPayload(bytes, ourKeys, `cid:${contentId}`);
      return {
        envelopeId: envelope.envelopeId,
        toHerId: envelope.toHerId,
        document,
        acknowledgments: async () => Promise.all((await answers.acknowledge(arrived, agreed)).map(mailOf)),
        answer: async (receipt) => mailOf(await answers.answerWithReceipt(arrived, envelope, agreed, receipt)),
      };
    },

    async write({ document, from: fromHerId, to: toHerId }) {
      const [from, to] = await register.resolveReceivers([parseHerId(fromHerId), parseHerId(toHerId)]);
      if (!from || !to) throw new TypeError('the register resolves whoever it is asked for, or throws');
      const id = randomUUID();
      const process = processOfDocument(readHeader(document).action);
      const order = { id, kind: 'payload', from, to, process, conversationId: id, document } as const;
      return mailOf(await payloads.write({ ...order, isSynchronous: false }));
    },
  };
}

async function mailOf({ id, mailFrom, uri, content }: PackedOutgoing): Promise<MemberMail> {
  return { envelopeId: id, from: mailFrom, to: [addressOf(uri)], bytes: await unpackContent(content) };
}
