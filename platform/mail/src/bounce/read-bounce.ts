import type { MailMessage, MailPart } from '../mime/mail-message.ts';
import { headerOf, readMessage } from '../mime/read-message.ts';
import { type BouncedRecipient, readDeliveryStatus } from './delivery-status.ts';
import { messageIdsIn } from './message-ids.ts';

/** A mail server's report on a mail of ours that it could not deliver, or not yet. */
export type Bounce = {
  /** What it is about: Message-IDs without `<` and `>`, of the returned mail first, then those it answers. */
  readonly messageIds: readonly string[];
  /** The worst status code (RFC 3463) that it gives, `5.1.1`. */
  readonly status: string | undefined;
  /** Nothing is lost yet: the server is still trying. */
  readonly isDelay: boolean;
  readonly recipients: readonly BouncedRecipient[];
};

const TEXT_MAX_BYTES = 65_536;
const daemons = /^\W*(mailer-daemon|postmaster)\b|<(mailer-daemon|postmaster)@/i;

/**
 * Reads a delivery report (RFC 3464), or one in plain words from a mail server, which is then known by its null sender
 * or its name. Undefined for every other mail. What it says is signed by nobody: believe it of mails you have sent.
 */
export function readBounce(mail: MailMessage): Bounce | undefined {
  const report = mail.parts.find(({ contentType }) => contentType === 'message/delivery-status');
  if (!report && mail.contentType !== 'multipart/report' && !isFromDaemon(mail)) return undefined;
  const recipients = report ? readDeliveryStatus(report.body) : [];
  const answered = ['in-reply-to', 'references'].flatMap((name) => messageIdsIn(headerOf(mail, name) ?? ''));
  return {
    messageIds: [...new Set([...mail.parts.flatMap(returnedIds), ...answered])],
    status: worstStatus(recipients) ?? statusInText(mail),
    isDelay: recipients.length > 0 && recipients.every(({ action }) => action === 'delayed'),
    recipients,
  };
}

function isFromDaemon(mail: MailMessage): boolean {
  const isNullSender = headerOf(mail, 'return-path')?.trim() === '<>';
  return (isNullSender || daemons.test(headerOf(mail, 'from') ?? '')) && mail.contentType.startsWith('text/plain');
}

/** Message-IDs of the mail that came back: whole, its header fields only, or quoted in plain words. */
function returnedIds(part: MailPart): string[] {
  const { contentType } = part;
  if (contentType === 'message/rfc822' || contentType === 'message/global' || contentType === 'text/rfc822-headers') {
    return messageIdsIn(readMessage(part.body).messageId ?? '');
  }
  if (contentType !== 'text/plain') return [];
  const quoted = /^[ >\t]{0,20}message-id:[ \t]{0,10}(\S{1,300})/gim;
  return [...textOf(part).matchAll(quoted)].flatMap((match) => messageIdsIn(match[1] ?? ''));
}

function worstStatus(recipients: readonly BouncedRecipient[]): string | undefined {
  return recipients
    .flatMap(({ status }) => status ?? [])
    .reduce<string | undefined>((worst, status) => (worst === undefined || status > worst ? status : worst), undefined);
}

function statusInText({ parts }: MailMessage): string | undefined {
  const text = parts.find(({ contentType }) => contentType === 'text/plain');
  return text && /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(textOf(text))?.[0];
}

function textOf({ body }: MailPart): string {
  return Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, TEXT_MAX_BYTES)).toString('latin1');
}
