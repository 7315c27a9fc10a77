import type { ReceiverStatus } from './messages.ts';

/** How it ended with one receiver. */
export interface Receipt {
  readonly receiverHerId: number;
  /** `undelivered`: the transport has given up or was refused, so no answer is to be waited for. */
  readonly outcome: 'approved' | 'approved-with-errors' | 'rejected' | 'undelivered';
  /** Codes of 8221, each with the receiver's words. */
  readonly errors: readonly { readonly code: string; readonly text?: string }[];
  /** The receipt (AppRec) itself is a message; fetch it with `network.getBusinessDocument(receiptId)`. */
  readonly receiptId?: string;
}

const OUTCOMES = { Ok: 'approved', OkErrorInMessagePart: 'approved-with-errors', Rejected: 'rejected' } as const;

/** The end of the story with one receiver; undefined while it goes on. */
export function findReceipt({
  receiverHerId,
  apprecInfo,
  transportDeliveryState,
}: ReceiverStatus): Receipt | undefined {
  if (apprecInfo) {
    const errors = (apprecInfo.appRecErrorList ?? []).map(({ errorCode, details }) => ({
      code: errorCode,
      ...(details && { text: details }),
    }));
    return { receiverHerId, outcome: OUTCOMES[apprecInfo.appRecStatus], errors, receiptId: apprecInfo.appRecId };
  }
  const isOver = transportDeliveryState === 'Rejected' || transportDeliveryState === 'Abandoned';
  return isOver ? { receiverHerId, outcome: 'undelivered', errors: [] } : undefined;
}

/** The time was over before every receiver had answered. The message stays sent: an answer may come later. */
export class NoReceiptYet extends Error {
  readonly messageId: string;
  /** How far it had come with each receiver. */
  readonly statusList: readonly ReceiverStatus[];

  constructor(messageId: string, statusList: readonly ReceiverStatus[], waitedMs: number) {
    const silent = statusList.filter((status) => !findReceipt(status)).map(({ receiverHerId }) => receiverHerId);
    super(
      `no answer from ${silent.join(', ') || 'anybody'} within ${waitedMs / 1000} s. The message stays sent: ask again.`,
    );
    this.name = 'NoReceiptYet';
    this.messageId = messageId;
    this.statusList = statusList;
  }
}
