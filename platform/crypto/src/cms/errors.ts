import { DomainError } from '@samband/errors';

/** The bytes are no CMS (RFC 5652), or not the kind that was asked for. Says nothing that keys were needed to see. */
export class CmsUnreadable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'cms-unreadable';

  constructor(why: string, options?: ErrorOptions) {
    super(`The bytes are not the CMS that was expected: ${why}`, { why }, options);
  }
}

/**
 * The content could not be decrypted. One error for every reason, with one message and no cause: not for us, another key,
 * broken key, broken padding, broken content, an algorithm that is not taken. Whoever may send us bytes must not learn
 * from the answer how far we came (Bleichenbacher 1998, Vaudenay 2002).
 */
export class CmsNotDecrypted extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'cms-not-decrypted';

  constructor() {
    super('The content could not be decrypted');
  }
}

/** A certificate to which nothing can be encrypted, or with which nothing can be signed. */
export class CmsCertificateUnsuitable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'cms-certificate-unsuitable';

  constructor(why: 'not-rsa' | 'key-too-short' | 'no-key-identifier') {
    super(`The certificate cannot be used in CMS: ${why}`, { why });
  }
}
