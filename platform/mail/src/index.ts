/**
 * Mail that keeps its bytes: MIME in and out, SMTP, POP3, and the bounces that come back.
 */

export type { BouncedRecipient } from './bounce/delivery-status.ts';
export { type Bounce, readBounce } from './bounce/read-bounce.ts';
export { type HeaderField, MailHeaders } from './mime/headers.ts';
export type { MailMessage, MailPart } from './mime/mail-message.ts';
export type { Parameters } from './mime/parameters.ts';
export type { MailProblem, MailProblemCode } from './mime/problem.ts';
export { headerOf, readHttp, readMessage } from './mime/read-message.ts';
export {
  createMailboxPoller,
  type MailboxPoller,
  type MailboxPollerOptions,
} from './pop3/create-mailbox-poller.ts';
export { createPop3Listener, type Pop3Listener, type Pop3ListenerOptions } from './pop3/create-pop3-listener.ts';
export type { FetchedMail, PollResult } from './pop3/poll-mailbox.ts';
export { Pop3Failed } from './pop3/pop3-client-failed.ts';
export type { Pop3Mail, Pop3Mailbox } from './pop3/pop3-mailbox.ts';
export {
  createSmtpListener,
  type IncomingMail,
  MAIL_MAX_BYTES,
  type SmtpListener,
  type SmtpListenerOptions,
} from './smtp/create-smtp-listener.ts';
export {
  createSmtpSender,
  type OutgoingMail,
  type SmtpSender,
  type SmtpSenderOptions,
} from './smtp/create-smtp-sender.ts';
export type { RecipientRefused, SmtpOutcome } from './smtp/smtp-outcome.ts';
export type { MailHeader } from './writing/header-line.ts';
export { MailHeaderRefused } from './writing/header-refused.ts';
export {
  type BodyToWrite,
  type MailToWrite,
  type MultipartRelatedToWrite,
  writeMail,
  writeMultipartRelated,
} from './writing/write-mail.ts';
