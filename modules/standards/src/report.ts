import type { DocumentHeader } from './header/document-header.ts';

/**
 * - `valid`: follows its schema, and no rule beyond it is broken whose breach the standard forbids
 * - `invalid`: is XML of a known kind, and breaks its schema or such a rule
 * - `not-well-formed`: is not XML
 * - `not-recognised`: is XML of a kind that we have no model of
 * - `refused`: passes a limit or uses a feature that is never read, such as a DOCTYPE
 */
export type Verdict = 'valid' | 'invalid' | 'not-well-formed' | 'not-recognised' | 'refused';

/** What is wrong, and how to mend it. */
export interface FindingText {
  readonly message: string;
  readonly fix?: string;
}

/** One thing that is wrong or worth knowing. Never holds an identity number. */
export interface Finding {
  /** Stable: `schema`, `xml`, `AD2.6`, `msghead-msgid-uuid`… Clients branch on it: never renamed, never reused. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** `MsgHead/MsgInfo/Sender`: elements as the standard spells them; empty for the document as a whole. */
  readonly path: string;
  readonly line?: number;
  /** Plain English. */
  readonly message: string;
  /** How to mend it, in English. */
  readonly fix?: string;
  /** The same in Norwegian bokmål. */
  readonly nb: FindingText;
  /** The code of 8221 that a receiver would answer with. */
  readonly appRecCode?: string;
  /** Standard and section that the rule comes from. */
  readonly source?: string;
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
  /** Type, ids, time, parties on both levels, patient or not, conversation, attachments. */
  readonly header?: DocumentHeader;
  readonly findings: readonly Finding[];
}
