import type { IncomingHttpHeaders } from 'node:http';

/** Who is calling: a client system, acting for one organisation, with what it was allowed. */
export interface Caller {
  clientId: string;
  clientName?: string;
  organizationNumber: string;
  scopes: ReadonlySet<string>;
  /** When what it showed to get in runs out: an answer that goes on for long must end then. */
  expiresAt?: Date;
}

/** What can be known of a request before its body is read. */
export interface RequestHead {
  method: string;
  /** The absolute URL as the client saw it: the public URL, path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  /** What the route asks for; the API that it belongs to is who the token must be for. */
  scope: string;
}

/** Finds out who is calling. */
export interface Authenticate {
  /**
   * The caller, or a DomainError of kind `unauthenticated`, which may carry `headers` to answer with, such as
   * WWW-Authenticate (RFC 9110 §11.6.1) and DPoP-Nonce (RFC 9449 §8.2).
   */
  (request: RequestHead): Promise<Caller>;
  /**
   * Whose a token is that was found right before, by memory alone and without looking at its proof. Good for nothing but
   * to refuse early: whoever has only stolen it may learn that its owner is over quota, and no more.
   */
  organizationOf?(headers: IncomingHttpHeaders): string | undefined;
}
