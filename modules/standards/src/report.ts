import type { DocumentHeader } from './header/document-header.ts';

/**
 * - `valid`: follows its schema
 * - `invalid`: is XML of a known kind, and breaks its schema
 * - `not-well-formed`: is not XML
 * - `not-recognised`: is XML of a kind that we have no model of
 * - `refused`: passes a limit or uses a feature that is never read, such as a DOCTYPE
 */
export type Verdict = 'valid' | 'invalid' | 'not-well-formed' | 'not-recognised' | 'refused';

export type FindingRule = 'schema' | 'xml' | 'header' | 'unknown-payload' | 'unknown-document';

/** One thing that is wrong or worth knowing. Never holds an identity number. */
export interface Finding {
  readonly rule: FindingRule;
  readonly severity: 'error' | 'warning';
  /** `MsgHead/MsgInfo/Sender`: elements as the standard spells them; empty for the document as a whole. */
  readonly path: string;
  readonly line?: number;
  /** Plain English. */
  readonly message: string;
  /** What libxml2 said, where it did. */
  readonly raw?: string;
}

export interface ValidationReport {
  readonly verdict: Verdict;
  /** Local name and namespace of the root element. */
  readonly root?: string;
  readonly namespace?: string;
  /** What the document is, by the model of its business content: `Epikrise`, `1.2`. */
  readonly documentType?: string;
  readonly version?: string;
  /** Models whose namespaces the document has elements of. */
  readonly models: readonly string[];
  readonly header?: DocumentHeader;
  readonly findings: readonly Finding[];
}
