import type { MailMessage } from '@samband/mail';

/** A report of a mail server on a mail of ours (RFC 3462), by its form. What it is about: `readBounce` of platform/mail. */
export function isBounce({ contentType, parts }: MailMessage): boolean {
  return contentType === 'multipart/report' || parts.some((part) => part.contentType === 'message/delivery-status');
}
