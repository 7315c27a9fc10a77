import type { Caller, CallOptions } from './caller.ts';

/** A document on its way out. */
export interface OutgoingMessage {
  /** The XML, byte for byte as it is to arrive. */
  readonly businessDocument: Uint8Array;
  readonly senderHerId: number;
  readonly receiverHerIds: readonly number[];
  /** Code of 8279, `DIALOG_HELSEFAGLIG`. */
  readonly messageTypeIdentificator?: string;
  readonly applicationName?: string;
  readonly applicationVersion?: string;
  readonly transportMetadataOverrides?: Readonly<Record<string, string | number | boolean | null>>;
}

/** What the network knows of a document without opening it. */
export interface MessageFacts {
  readonly id: string;
  readonly senderHerId: number;
  readonly receiverHerIds: readonly number[];
  /** The sender's own MsgId. */
  readonly businessDocumentId: string;
  readonly businessDocumentGenDate: string;
  readonly businessDocumentMsgType: string;
  readonly contentType: string;
}

export interface BusinessDocument {
  /** The XML, byte for byte as it was sent. */
  readonly businessDocument: Uint8Array;
  readonly contentType: string;
}

export type ReceiptStatus = 'Ok' | 'Rejected' | 'OkErrorInMessagePart';

/** How far a message has come with one of its receivers. */
export interface ReceiverStatus {
  readonly receiverHerId: number;
  readonly transportDeliveryState: 'Unconfirmed' | 'Acknowledged' | 'Rejected' | 'Abandoned';
  readonly sent: boolean;
  readonly apprecInfo?: {
    readonly appRecStatus: ReceiptStatus;
    readonly appRecErrorList?: readonly { readonly errorCode: string; readonly details?: string | null }[] | null;
    readonly appRecId: string;
  } | null;
}

/** An application receipt (AppRec) to be written and sent by the network. */
export interface OutgoingReceipt {
  readonly appRecSenderHerId: number;
  readonly appRecStatus: ReceiptStatus;
  /** Codes of 8221; required when rejecting. */
  readonly appRecErrorList?: readonly ReceiptError[];
  readonly applicationName?: string;
  readonly applicationVersion?: string;
}

export interface ReceiptError {
  readonly errorCode: string;
  /** Shown to the sender of the document. No identity numbers. */
  readonly details?: string;
  readonly description?: string;
  readonly oid?: string;
}

/** The calls of EDI 2.0 version 3 about one message. */
export function messageCalls(call: Caller) {
  return {
    /** Hands a document over. The id that comes back means: on disk, and it will not be lost. */
    async sendMessage(message: OutgoingMessage, options: CallOptions = {}): Promise<{ id: string }> {
      const body = {
        ...message,
        businessDocument: Buffer.from(message.businessDocument).toString('base64'),
        contentType: 'application/xml',
        contentTransferEncoding: 'base64',
      };
      return (await call({ method: 'POST', path: '/messages', body, repeatable: true, ...options })) as { id: string };
    },

    async getMessage(id: string, options: CallOptions = {}): Promise<MessageFacts> {
      return (await call({ method: 'GET', path: messagePath(id), repeatable: true, ...options })) as MessageFacts;
    },

    async getBusinessDocument(id: string, options: CallOptions = {}): Promise<BusinessDocument> {
      const path = `${messagePath(id)}/business-document`;
      const body = (await call({ method: 'GET', path, repeatable: true, ...options })) as WireDocument;
      return { businessDocument: Buffer.from(body.businessDocument, 'base64'), contentType: body.contentType };
    },

    /** One entry a receiver, computed by the network from what is proven. */
    async getStatus(id: string, options: CallOptions = {}): Promise<readonly ReceiverStatus[]> {
      const path = `${messagePath(id)}/status`;
      const body = (await call({ method: 'GET', path, repeatable: true, ...options })) as {
        statusList: ReceiverStatus[];
      };
      return body.statusList;
    },

    /** Answers a message. A receipt is final, so a call that got no answer is not repeated by itself: ask the status. */
    async sendReceipt(messageId: string, receipt: OutgoingReceipt, options: CallOptions = {}): Promise<{ id: string }> {
      const path = `${messagePath(messageId)}/apprec`;
      const body = { ...receipt, appRecErrorList: receipt.appRecErrorList ?? [] };
      return (await call({ method: 'POST', path, body, repeatable: false, ...options })) as { id: string };
    },

    /** Tells that this receiver has the document safe in its own system. */
    async markDownloaded(id: string, receiverHerId: number, options: CallOptions = {}): Promise<void> {
      const path = `${messagePath(id)}/downloaded`;
      await call({ method: 'PUT', path, body: { receiverHerId }, repeatable: true, ...options });
    },
  };
}

interface WireDocument {
  readonly businessDocument: string;
  readonly contentType: string;
}

const messagePath = (id: string): string => `/messages/${encodeURIComponent(id)}`;
