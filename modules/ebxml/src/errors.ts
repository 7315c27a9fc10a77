import { DomainError } from '@samband/errors';

/** More posts, or more bytes of them, than are taken in at once. Who posts is not known before its message is read. */
export class PostsQuotaUsed extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'ebxml-posts-quota-used';
  constructor(retryAfterSeconds: number) {
    super('So many ebXML messages are being taken in that no more fit', {}, { retryAfterSeconds });
  }
}

/**
 * Nobody can say now whether the certificate of a signer was revoked, and the policy forgives it no longer. That is no word
 * against the message: it waits.
 */
export class SignerUnchecked extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'signer-unchecked';
  /** SHA-1 thumbprint of the certificate that was asked about. */
  constructor(thumbprint: string | undefined) {
    super('Nobody can say now whether a certificate was revoked', { thumbprint });
  }
}

/** A mailbox is named by an EDI address at one of our own domains, of the party it is for. */
export class MailboxAddressInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'mailbox-address-invalid';
  constructor(address: string, domains: readonly string[]) {
    super(`${address} is no address at ${domains.join(' or ') || 'a domain of ours: none is configured'}`, {
      address,
      domains,
    });
  }
}

export class MailboxNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'mailbox-not-found';
  constructor(address: string) {
    super(`There is no open mailbox ${address}`, { address });
  }
}

export class MailboxUserTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'mailbox-user-taken';
  constructor(userName: string) {
    super(`The user name ${userName} belongs to another mailbox`, { userName });
  }
}
