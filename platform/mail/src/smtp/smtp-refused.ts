import { DomainError, isDomainError } from '@samband/errors';

/** What is said to the other server: the code, and words that hold nothing of the mail. */
export type SmtpReply = { readonly code: number; readonly text: string };

/**
 * The reply to a mail that was not taken. What waiting may mend, and every fault of our own, is a 4xx: the sender keeps
 * the mail and tries again. Only what stays wrong is a 5xx.
 */
export function replyTo(error: unknown): SmtpReply {
  const kind = isDomainError(error) ? error.kind : 'unavailable';
  switch (kind) {
    case 'unavailable':
    case 'locked':
    case 'too-many':
    case 'unauthenticated':
      return { code: 451, text: 'Try again later' };
    case 'too-large':
      return { code: 552, text: 'The mail is too large' };
    case 'not-found':
      return { code: 550, text: 'No such recipient here' };
    case 'invalid':
    case 'forbidden':
    case 'conflict':
      return { code: 554, text: `The mail is refused${error instanceof DomainError ? `: ${error.code}` : ''}` };
  }
}

/** The form smtp-server wants its refusals in. */
export function asSmtpError({ code, text }: SmtpReply): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
