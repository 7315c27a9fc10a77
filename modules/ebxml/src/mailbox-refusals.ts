import { DomainError } from '@samband/errors';
import type { MailboxState } from './mailbox-store.ts';

/** What waits is at the limit already: 452, and the sender's mail server tries again. */
class MailboxFull extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'mailbox-full';
  constructor() {
    super('A mailbox has no room for the mail now');
  }
}

/** Nobody fetches it: 452, so that those who send get to know by their own deadline that nobody reads them. */
class MailboxNotFetched extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'mailbox-not-fetched';
  constructor() {
    super('A mailbox has mail that nobody has fetched in all the time that it may wait');
  }
}

/** Closed since its address was asked about: 451, since the address may be the message handler's at the next attempt. */
class MailboxClosed extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'mailbox-closed';
  constructor() {
    super('A mailbox was closed a moment ago');
  }
}

const refusals = { full: MailboxFull, 'not-fetched': MailboxNotFetched, closed: MailboxClosed };

/** Why a mailbox in that state takes no mail. */
export function refusalOf(state: Exclude<MailboxState, 'open'> | 'closed'): DomainError {
  return new refusals[state]();
}
