import { DomainError } from '@samband/errors';

/** What was refused: a limit that was passed or a feature that is never allowed. Stable words, for callers that branch. */
export type XmlRefusalReason =
  | 'size'
  | 'encoding'
  | 'doctype'
  | 'depth'
  | 'nodes'
  | 'attributes'
  | 'attribute-size'
  | 'tag-size'
  | 'name-size'
  | 'namespaces'
  | 'comment-size'
  | 'canonical-form'
  | 'parser-fault';

/** The document asks for something the reader never does, or is larger than a limit. It may still be well-formed. */
export class XmlRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'xml-refused';
  readonly reason: XmlRefusalReason;

  constructor(reason: XmlRefusalReason, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(message, { reason, ...facts });
    this.reason = reason;
  }
}

/** The bytes are not an XML document (XML 1.0 §2.1, Namespaces in XML 1.0 §7, or bytes that the encoding does not have). */
export class XmlNotWellFormed extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'xml-not-well-formed';
  /** 1-based; undefined where the parser could not say. */
  readonly line: number | undefined;
  /** 1-based, in bytes; undefined where the parser could not say. */
  readonly column: number | undefined;

  constructor(message: string, position: { line?: number | undefined; column?: number | undefined } = {}) {
    super(message, position);
    this.line = position.line;
    this.column = position.column;
  }
}
