import type { Answer, Notification, ReceiverStatus, StoredMessage } from '@samband/exchange';
import type { MessageBody, PostAppRecBody, StatusBody } from './message-schemas.ts';

const appRecStatuses = {
  approved: 'Ok',
  rejected: 'Rejected',
  'approved-with-errors': 'OkErrorInMessagePart',
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
  RefusedMessage: 'A message was refused.',
  MessageSentStateUpdated: 'The message has been sent.',
  MessageApprecInfoUpdated: 'The receiver has answered with an application receipt.',
  MessageDeliveryStateUpdated: 'The receiver’s system has taken the message in.',
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
    transportDeliveryState: status.transport === 'acknowledged' ? 'Acknowledged' : 'Unconfirmed',
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
    ...(applicationName && { software: { name: applicationName, version: applicationVersion ?? '' } }),
  };
}

export function notificationLine(notification: Notification) {
  return {
    notificationId: notification.notificationId,
    relatedMessageId: notification.messageId,
    type: notification.kind,
    notificationReceiverHerId: notification.herId,
    notificationTriggeredByHerId: notification.triggeredByHerId,
    description: descriptions[notification.kind],
    createdAt: notification.createdAt.toISOString(),
    offset: notification.offset,
  };
}
