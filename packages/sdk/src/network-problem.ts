/** One thing wrong with a document: the rule that found it, where, and what. */
export interface ProblemFinding {
  readonly rule?: string;
  readonly severity?: string;
  /** Element names as the standard spells them, `MsgHead/MsgInfo/Sender`. */
  readonly path?: string;
  readonly line?: number;
  readonly message: string;
  /** How to mend it. */
  readonly fix?: string;
  /** The same in Norwegian. */
  readonly nb?: { readonly message: string; readonly fix?: string };
  /** The code of 8221 that a receiver would answer with. */
  readonly appRecCode?: string;
}

interface ProblemFacts {
  readonly status: number;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly code?: string | undefined;
  readonly errorCode?: number | undefined;
  readonly requestId?: string | undefined;
  readonly validationErrors?: readonly string[];
  readonly errors?: readonly unknown[];
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly findings?: readonly ProblemFinding[];
  readonly retryAfterSeconds?: number | undefined;
}

/** The network understood the call and said no: an RFC 9457 problem, or an OAuth error (RFC 6749 §5.2). */
export class NetworkProblem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  /** Stable word to branch on, for example `communication-party-not-found` or OAuth's `invalid_client`. */
  readonly code: string | undefined;
  /** EDI 2.0 number: 1001 validation, 1010 not found, 1100 and 1102 receipts, 1200-1202 authorisation, 1210 locked. */
  readonly errorCode: number | undefined;
  /** Quote this when asking the operator. */
  readonly requestId: string | undefined;
  readonly validationErrors: readonly string[];
  readonly errors: readonly unknown[];
  /** What the failure is about: ids and numbers, by name. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** What is wrong with a document that was refused. */
  readonly findings: readonly ProblemFinding[];
  readonly retryAfterSeconds: number | undefined;

  constructor(facts: ProblemFacts) {
    super(facts.detail ? `${facts.title}: ${facts.detail}` : facts.title);
    this.name = 'NetworkProblem';
    this.status = facts.status;
    this.title = facts.title;
    this.detail = facts.detail;
    this.code = facts.code;
    this.errorCode = facts.errorCode;
    this.requestId = facts.requestId;
    this.validationErrors = facts.validationErrors ?? [];
    this.errors = facts.errors ?? [];
    this.facts = facts.facts ?? {};
    this.findings = facts.findings ?? [];
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }

  /** Whether the same call may succeed later: too many calls, too slow, or a fault of the server's own. */
  get passes(): boolean {
    return this.status === 408 || this.status === 429 || (this.status >= 500 && this.status !== 501);
  }
}
