/** Why a source of revocation could not say anything. Part of the evidence: never renamed. */
export type SourceFailure =
  | 'unreachable' // no connection, or it broke
  | 'timed-out'
  | 'too-large'
  | 'http-status' // any but 200; redirects are not followed
  | 'url-refused' // not HTTP, or with a password in it
  | 'unreadable'
  | 'declined' // the responder said that it cannot answer (RFC 6960 §4.2.1)
  | 'signature-wrong'
  | 'not-authorised' // signed by somebody whom the issuer did not name its responder
  | 'nonce-wrong'
  | 'about-another' // another issuer, certificate or part of the certificates
  | 'not-current' // not yet, or no longer
  | 'no-longer-known' // the certificate has ended, and the responder has forgotten it
  | 'unsupported'; // a list of changes only, of several issuers, of some reasons, or with something critical unknown

/** Stays inside: `RevocationSource` hands the failure on as a fact. */
export class SourceFailed extends Error {
  override readonly name = 'SourceFailed';
  readonly failure: SourceFailure;

  constructor(failure: SourceFailure, options?: ErrorOptions) {
    super(failure, options);
    this.failure = failure;
  }
}
