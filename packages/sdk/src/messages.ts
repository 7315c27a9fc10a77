import type { CallOptions } from './caller.ts';
import type { GetMessageAnswer, GetMessageStatusAnswer, PostAppRecBody, PostMessageBody } from './generated/api.ts';
import type { Operate } from './operation.ts';

/** A document on its way out. */
export type OutgoingMessage = Omit<PostMessageBody, 'businessDocument' | 'contentType' | 'contentTransferEncoding'> & {
  /** The XML, byte for byte as it is to arrive. */
  readonly businessDocument: Uint8Array;
};

/** What the network knows of a document without opening it. `businessDocumentId` is the sender's own MsgId. */
export type MessageFacts = GetMessageAnswer;

export interface BusinessDocument {
  /** The XML, byte for byte as it was sent. */
  readonly businessDocument: Uint8Array;
  readonly contentType: string;
}

/** How far a message has come with one of its receivers. */
export type ReceiverStatus = GetMessageStatusAnswer['statusList'][number];

export type ReceiptStatus = 'Ok' | 'Rejected' | 'OkErrorInMessagePart';

/** An application receipt (AppRec) to be written and sent by the network. */
export type OutgoingReceipt = Omit<PostAppRecBody, 'appRecStatus' | 'appRecErrorList'> & {
  readonly appRecStatus: ReceiptStatus;
  /** Required when rejecting. */
  readonly appRecErrorList?: readonly ReceiptError[];
};

/** Why a document is rejected: a code of 8221, and `details` that its sender reads. No identity numbers. */
export type ReceiptError = NonNullable<PostAppRecBody['appRecErrorList']>[number];

/** The calls of EDI 2.0 version 3 about one message. */
export function messageCalls(operate: Operate) {
  return {
    /** Hands a document over. The id that comes back means: on disk, and it will not be lost. */
    sendMessage(message: OutgoingMessage, options: CallOptions = {}): Promise<{ readonly id: string }> {
      const body = {
        ...message,
        businessDocument: Buffer.from(message.businessDocument).toString('base64'),
        contentType: 'application/xml' as const,
        contentTransferEncoding: 'base64' as const,
      };
      // The network answers a document that it has with its first id, so a repeat changes nothing.
      return operate('postMessage', { body }, { repeatable: true, ...options });
    },

    getMessage: (id: string, options: CallOptions = {}): Promise<MessageFacts> =>
      operate('getMessage', { path: { id } }, options),

    async getBusinessDocument(id: string, options: CallOptions = {}): Promise<BusinessDocument> {
      const { businessDocument, contentType } = await operate('getBusinessDocument', { path: { id } }, options);
      return { businessDocument: Buffer.from(businessDocument, 'base64'), contentType };
    },

    /** One entry a receiver, computed by the network from what is proven. */
    async getStatus(id: string, options: CallOptions = {}): Promise<readonly ReceiverStatus[]> {
      return (await operate('getMessageStatus', { path: { id } }, options)).statusList;
    },

    /** Answers a message. A receipt is final; the same answer again is given the first one's id. */
    sendReceipt(id: string, receipt: OutgoingReceipt, options: CallOptions = {}): Promise<{ readonly id: string }> {
      const body = { ...receipt, appRecErrorList: receipt.appRecErrorList ?? [] };
      return operate('postAppRec', { path: { id }, body }, { repeatable: true, ...options });
    },

    /** Tells that this receiver has the document safe in its own system. */
    async markDownloaded(id: string, receiverHerId: number, options: CallOptions = {}): Promise<void> {
      await operate('putDownloaded', { path: { id }, body: { receiverHerId } }, options);
    },
  };
}

export type MessageCalls = ReturnType<typeof messageCalls>;
