import type { Answer, Notification, ReceiverStatus, StoredMessage } from '@samband/exchange';
import { envelopeWishesOf } from './envelope-wishes.ts';
import type { MessageBody, PostAppRecBody, StatusBody } from './message-schemas.ts';

const appRecStatuses = {
  approved: 'Ok',
  rejected: 'Rejected',
  'approved-with-errors': 'OkErrorInMessagePart',
} as const;

const transportStates = {
  unconfirmed: 'Unconfirmed',
  acknowledged: 'Acknowledged',
  rejected: 'Rejected',
  abandoned: 'Abandoned',
} as const;

const answers: Readonly<Record<PostAppRecBody['appRecStatus'], Answer['status']>> = {
  Ok: 'ok',
  Rejected: 'rejected',
  OkErrorInMessagePart: 'ok-with-errors',
  '1': 'ok',
  '2': 'rejected',
  '3': 'ok-with-errors',
};

const descriptions: Readonly<Record<Notification['kind'], string>> = {
  NewMessage: 'A new message is available for download.',
  RefusedMessage: 'The receiver’s message handler has refused the message.',
  MessageSentStateUpdated: 'The message has been sent.',
  MessageApprecInfoUpdated: 'The receiver has answered with an application receipt.',
  MessageDeliveryStateUpdated: 'The delivery of the message has come further, or its time is up: see its status.',
};

export function messageBody(message: StoredMessage): MessageBody {
  return {
    id: message.id,
    senderHerId: message.senderHerId,
    receiverHerIds: [...message.receiverHerIds],
    businessDocumentId: message.documentId,
    businessDocumentGenDate: message.generatedText,
    businessDocumentMsgType: message.messageType,
    contentType: 'application/xml',
  };
}

export function statusLine(status: ReceiverStatus): StatusBody['statusList'][number] {
  const { business, receipt } = status;
  const isAnswered = business === 'approved' || business === 'rejected' || business === 'approved-with-errors';
  return {
    receiverHerId: status.receiverHerId,
    transportDeliveryState: transportStates[status.transport],
    sent: status.isSent,
    apprecInfo:
      receipt && isAnswered
        ? {
            appRecStatus: appRecStatuses[business],
            appRecErrorList: receipt.errors.map(({ code, text }) => ({ errorCode: code, details: text ?? null })),
            appRecId: receipt.messageId,
          }
        : null,
  };
}

export function answerOf(originalMessageId: string, body: PostAppRecBody): Answer {
  const { appRecErrorList, applicationName, applicationVersion } = body;
  return {
    originalMessageId,
    receiverHerId: body.appRecSenderHerId,
    status: answers[body.appRecStatus],
    ...(appRecErrorList && {
      errors: appRecErrorList.map(({ errorCode, details, description }) => {
        const text = details ?? description;
        return { code: errorCode, ...(text ? { text } : {}) };
      }),
    }),
    ...envelopeWishesOf(body.transportMetadataOverrides),
    ...(applicationName && { software: { name: applicationName, version: applicationVersion ?? '' } }),
  };
}

/** Without the offset, and without what a reader of the document finds there. */
export function unreadLine(notification: Notification) {
  return {
    notificationId: notification.notificationId,
    relatedMessageId: notification.messageId,
    type: notification.kind,
    notificationReceiverHerId: notification.herId,
  };
}

export function notificationLine(notification: Notification) {
  return {
    ...unreadLine(notification),
    notificationTriggeredByHerId: notification.triggeredByHerId,
    description: descriptions[notification.kind],
    createdAt: notification.createdAt.toISOString(),
    offset: notification.offset,
  };
}
