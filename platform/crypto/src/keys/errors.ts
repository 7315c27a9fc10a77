import { DomainError } from '@samband/errors';

export type Pkcs12Fault =
  | 'not-pkcs12'
  | 'password' // wrong, or the file was changed: these cannot be told apart
  | 'algorithm' // protected by one that we do not read
  | 'no-key'
  | 'no-certificate'; // none in it belongs to the key

/** A file of keys (PKCS#12) from which nothing can be taken. Never says what the password was. */
export class Pkcs12Unreadable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'pkcs12-unreadable';
  readonly why: Pkcs12Fault;

  constructor(why: Pkcs12Fault, options?: ErrorOptions) {
    super(`No key can be taken from the PKCS#12 file: ${why}`, { why }, options);
    this.why = why;
  }
}

/** A kept key cannot be opened: sealed under a master key that was not given, or changed since. */
export class KeySealed extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'key-sealed';

  constructor(thumbprint: string) {
    super('A kept key cannot be opened with the master keys that were given', { thumbprint });
  }
}

/** A key and a certificate that do not belong together. */
export class KeyAndCertificateDiffer extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'key-and-certificate-differ';

  constructor() {
    super('The certificate belongs to another key');
  }
}

export type TokenFault =
  | 'koffi-not-installed' // the optional package by which native libraries are called
  | 'platform-not-supported'
  | 'library-not-found'
  | 'library-failed'
  | 'no-such-token'
  | 'login-refused'
  | 'token-refused'
  | 'key-gone';

/** The token (PKCS#11) that holds a key cannot be used now. Never a matter of what somebody sent. */
export class TokenUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'key-token-unavailable';

  constructor(why: TokenFault, result?: number, options?: ErrorOptions) {
    const facts = result === undefined ? { why } : { why, result: `0x${result.toString(16)}` };
    super(`The token that holds the key cannot be used: ${why}`, facts, { ...options, retryAfterSeconds: 60 });
  }
}
