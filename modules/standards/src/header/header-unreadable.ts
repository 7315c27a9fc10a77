import { DomainError } from '@samband/errors';

/** The document has no header that can be read: which field is missing or cannot be understood, and where. */
export class HeaderUnreadable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'header-unreadable';
  readonly path: string;
  readonly line: number | undefined;
  /** The message in Norwegian bokmål. */
  readonly nb: string;

  constructor(message: string, nb: string, place: { path?: string; line?: number | undefined } = {}) {
    super(message, { path: place.path ?? '', ...(place.line !== undefined && { line: place.line }) });
    this.path = place.path ?? '';
    this.line = place.line;
    this.nb = nb;
  }
}
