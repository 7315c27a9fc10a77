import { isDomainError } from '@samband/errors';

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
    case 'unauthenticated':
      return { code: 451, text: 'Try again later' };
    case 'too-many':
      return { code: 452, text: `Try again later${codeOf(error)}` };
    case 'too-large':
      return { code: 552, text: 'The mail is too large' };
    case 'not-found':
      return { code: 550, text: 'No such recipient here' };
    case 'invalid':
    case 'forbidden':
    case 'conflict':
      return { code: 554, text: `The mail is refused${codeOf(error)}` };
  }
}

function codeOf(error: unknown): string {
  return isDomainError(error) ? `: ${error.code}` : '';
}

/** The form smtp-server wants its refusals in. */
export function asSmtpError({ code, text }: SmtpReply): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
