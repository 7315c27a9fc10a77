/**
 * Mail that keeps its bytes: MIME in and out, SMTP, POP3, and the bounces that come back.
 */
export { type HeaderField, MailHeaders } from './mime/headers.ts';
export type { MailMessage, MailPart } from './mime/mail-message.ts';
export type { Parameters } from './mime/parameters.ts';
export type { MailProblem, MailProblemCode } from './mime/problem.ts';
export { headerOf, readHttp, readMessage } from './mime/read-message.ts';
export type { MailHeader } from './writing/header-line.ts';
export { MailHeaderRefused } from './writing/header-refused.ts';
export {
  type BodyToWrite,
  type MailToWrite,
  type MultipartRelatedToWrite,
  writeMail,
  writeMultipartRelated,
} from './writing/write-mail.ts';
