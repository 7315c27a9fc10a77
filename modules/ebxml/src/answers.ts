import { randomUUID } from 'node:crypto';
import { type AddressRegister, parseHerId, type Receiver } from '@samband/address-register';
import type { SigningKey } from '@samband/crypto';
import { isDomainError } from '@samband/errors';
import type { Agreed } from './agree.ts';
import type { Arrived } from './arrived.ts';
import { processOfReceipt } from './business-process.ts';
import type { Envelope } from './envelope.ts';
import { digestsOf } from './envelope.ts';
import type { HandlerKeys } from './handler-keys.ts';
import { newMailId, nobody, responseUri, withoutBrackets } from './mail-id.ts';
import type { MailOrder, WrittenMessage } from './messages/envelope-order.ts';
import { type SignalOrder, type SignalSubject, subjectOf } from './messages/signal-order.ts';
import { writeAcknowledgment } from './messages/write-acknowledgment.ts';
import { type MessageErrorOrder, writeMessageError } from './messages/write-message-error.ts';
import { writePong } from './messages/write-ping.ts';
import { type SoapFaultCode, writeSoapFault } from './messages/write-soap-fault.ts';
import { type MessageStatus, writeStatusResponse } from './messages/write-status.ts';
import { type OutgoingKind, type PackedOutgoing, packOutgoing } from './outgoing.ts';
import type { PayloadWriter } from './payload-writer.ts';

export interface AnswersParts {
  readonly register: Pick<AddressRegister, 'resolveReceiver'>;
  readonly keys: HandlerKeys;
  readonly payloads: PayloadWriter;
  readonly now: () => Date;
}

/** What we say of what came in, finished and ready to be stored. */
export interface Answers {
  /** The signed word that the envelope is right and here. None where the sender wants none: its answer says it. */
  acknowledge(arrived: Arrived, agreed: Agreed): Promise<PackedOutgoing[]>;
  /** An ErrorList; none where nobody could sign it, or nobody could be told. */
  refuse(arrived: Arrived, errors: Errors): Promise<PackedOutgoing[]>;
  /** It is here, and something about it could be better: a list of warnings in the acknowledgment's place, sent where it would be. */
  warn(arrived: Arrived, agreed: Agreed, errors: Errors): Promise<PackedOutgoing[]>;
  /** A negative receipt that the receiver's own system never wrote. */
  answerWithReceipt(arrived: Arrived, envelope: Envelope, agreed: Agreed, receipt: Uint8Array): Promise<PackedOutgoing>;
  pong(arrived: Arrived, agreed: Agreed): Promise<PackedOutgoing[]>;
  status(arrived: Arrived, agreed: Agreed, status: StatusAnswer): Promise<PackedOutgoing[]>;
  /** For what cannot be read: to whoever the mail says it came from. */
  fault(arrived: Arrived, code: SoapFaultCode, text: string): Promise<PackedOutgoing[]>;
}

type Errors = MessageErrorOrder['errors'];

export interface StatusAnswer {
  readonly statusOf: string;
  readonly status: MessageStatus;
  readonly receivedAt?: Date | undefined;
}

/** Where an answer goes, and from which address of ours. */
interface Addressing {
  readonly uri: string;
  readonly mailFrom: string;
  readonly mailTo: string;
}

export function createAnswers({ register, keys, payloads, now }: AnswersParts): Answers {
  async function signal(
    arrived: Arrived,
    kind: OutgoingKind,
    about: SignalSubject,
    addressing: Addressing,
    write: (order: SignalOrder) => WrittenMessage,
  ): Promise<PackedOutgoing[]> {
    const messageId = randomUUID();
    const mail = mailOrder(arrived, addressing, now());
    const { bytes } = write({ about, messageId, timestamp: now(), mail });
    const outgoing = {
      id: messageId,
      kind,
      fromHerId: about.toHerId,
      toHerId: about.fromHerId,
      uri: addressing.uri,
      mailFrom: addressing.mailFrom,
      mailId: withoutBrackets(mail.messageId),
      cpaId: about.cpaId,
      conversationId: about.conversationId,
      aboutId: arrived.taken.id,
      digests: [],
      bytes,
    };
    return [await packOutgoing(outgoing, now())];
  }

  /** Who could sign it, and where it would go; undefined where one of them is not known. */
  async function signerFor(
    arrived: Arrived,
    about: SignalSubject,
  ): Promise<{ key: SigningKey; addressing: Addressing } | undefined> {
    try {
      const key = await keys.signingKeyOf(about.toHerId);
      const to = await register.resolveReceiver(parseHerId(about.toHerId));
      const from = await register.resolveReceiver(parseHerId(about.fromHerId));
      const addressing = addressingOf(arrived, from, to);
      return key && addressing && { key, addressing };
    } catch (error) {
      if (!isDomainError(error) || error.kind === 'unavailable') throw error;
      return undefined;
    }
  }

  /** With what the agreement step has found out already. */
  function signalTo(
    arrived: Arrived,
    kind: OutgoingKind,
    { from, to }: Agreed,
    write: (order: SignalOrder) => WrittenMessage,
  ): Promise<PackedOutgoing[]> {
    const about = subjectOf(arrived.read);
    const addressing = addressingOf(arrived, from, to);
    return about && addressing ? signal(arrived, kind, about, addressing, write) : Promise.resolve([]);
  }

  return {
    acknowledge(arrived, agreed) {
      if (isAnsweredAtOnce(arrived)) return Promise.resolve([]);
      const order = { acceptedAt: arrived.taken.receivedAt };
      return signalTo(arrived, 'acknowledgment', agreed, (each) =>
        writeAcknowledgment({ ...each, ...order }, agreed.ourKey),
      );
    },

    async refuse(arrived, errors) {
      const about = subjectOf(arrived.read);
      const signer = about && (await signerFor(arrived, about));
      if (!signer || !about) return [];
      return signal(arrived, 'message-error', about, signer.addressing, (order) =>
        writeMessageError({ ...order, errors }, signer.key),
      );
    },

    warn(arrived, agreed, errors) {
      if (isAnsweredAtOnce(arrived)) return Promise.resolve([]);
      return signalTo(arrived, 'message-error', agreed, (order) =>
        writeMessageError({ ...order, errors }, agreed.ourKey),
      );
    },

    answerWithReceipt(arrived, envelope, agreed, receipt) {
      const { service, action, fromRole, toRole } = envelope;
      const original = {
        service,
        action,
        fromRole: fromRole ?? `${action}sender`,
        toRole: toRole ?? `${action}receiver`,
      };
      return payloads.write({
        id: randomUUID(),
        kind: 'refusal-receipt',
        from: agreed.to,
        to: agreed.from,
        process: processOfReceipt(original),
        conversationId: envelope.conversationId,
        refToEnvelopeId: envelope.envelopeId,
        document: receipt,
        aboutId: arrived.taken.id,
        isSynchronous: arrived.taken.wire === 'http-sync',
      });
    },

    pong: (arrived, agreed) => signalTo(arrived, 'pong', agreed, (order) => writePong(order, agreed.ourKey)),

    status: (arrived, agreed, status) =>
      signalTo(arrived, 'status-response', agreed, (order) =>
        writeStatusResponse({ ...order, ...status }, agreed.ourKey),
      ),

    async fault(arrived, code, text) {
      const { taken, read } = arrived;
      const uri = taken.wire === 'http-sync' ? responseUri : taken.mailFrom && `mailto:${taken.mailFrom}`;
      const mailFrom = taken.mailTo[0];
      if (!uri || (!mailFrom && uri !== responseUri)) return [];
      const addressing = { uri, mailFrom: mailFrom ?? nobody, mailTo: taken.mailFrom ?? nobody };
      const mail = mailOrder(arrived, addressing, now());
      const { bytes } = writeSoapFault({ code, text, mail });
      const { from, to, cpaId = '', conversationId = '' } = read.header ?? {};
      const outgoing = {
        id: randomUUID(),
        kind: 'soap-fault' as const,
        fromHerId: to?.herId,
        toHerId: from?.herId,
        uri,
        mailFrom: addressing.mailFrom,
        mailId: withoutBrackets(mail.messageId),
        cpaId: cpaId.slice(0, textMax),
        conversationId: conversationId.slice(0, textMax),
        aboutId: taken.id,
        digests: digestsOf([]),
        bytes,
      };
      return [await packOutgoing(outgoing, now())];
    },
  };
}

const textMax = 400;

/** In the same breath the answer itself is the word that it is here (syncReplyMode signalsAndResponse, ack never). */
function isAnsweredAtOnce({ taken }: Arrived): boolean {
  return taken.wire === 'http-sync' || taken.wire === 'http-answer';
}

/** By the way it came where that is a post that waits; else to the partner's registered address, whatever the mail says. */
function addressingOf({ taken }: Arrived, from: Receiver, to: Receiver): Addressing | undefined {
  const mailFrom = to.ediAddress ?? taken.mailTo[0] ?? nobody;
  if (taken.wire === 'http-sync') return { uri: responseUri, mailFrom, mailTo: from.ediAddress ?? nobody };
  return from.ediAddress === undefined
    ? undefined
    : { uri: `mailto:${from.ediAddress}`, mailFrom, mailTo: from.ediAddress };
}

function mailOrder(
  { read }: Pick<Arrived, 'read'>,
  { mailFrom, mailTo }: Omit<Addressing, 'uri'>,
  date: Date,
): MailOrder {
  const inReplyTo = read.mail.messageId;
  return { from: mailFrom, to: mailTo, messageId: newMailId(mailFrom), date, ...(inReplyTo && { inReplyTo }) };
}
