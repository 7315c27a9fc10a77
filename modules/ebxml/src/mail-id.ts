import { randomUUID } from 'node:crypto';

/** The answer stands in the answer to the post. */
export const responseUri = 'response:';
/** Over HTTP a message has no mail addresses; its form has a place for them. */
export const nobody = 'nobody@localhost';

/** An id of a mail that nobody can guess: who names it has had the mail, or carried it. */
export function newMailId(mailFrom: string): string {
  return `<${randomUUID()}@${mailFrom.slice(mailFrom.lastIndexOf('@') + 1)}>`;
}

export function withoutBrackets(mailId: string): string {
  return mailId.replace(/^<|>$/g, '');
}
