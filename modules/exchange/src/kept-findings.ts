import type { Finding } from '@samband/standards';

/** What is kept of a warning about a document that was accepted. */
export interface KeptWarning {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
  /** In Norwegian. */
  readonly nb: string;
}

/** What is kept of a finding about a document that was refused. */
export interface KeptFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly path: string;
  readonly line?: number;
  readonly appRecCode?: string;
}

const warningsMax = 20;
const findingsMax = 20;
const pathMaxCharacters = 200;
const messageMaxCharacters = 160;

/** All warnings of one message together: what one message may leave on disk is bounded. */
const warningsMaxCharacters = 1_000;

/**
 * The warnings that an event keeps. Nothing in an event may speak of the patient, and it can never be taken out again:
 * what is found about the patient is left out, and values that the document gave are taken out of the texts.
 */
export function keptWarnings(findings: readonly Finding[]): { warnings: KeptWarning[]; warningsLeftOut?: number } {
  const all = findings.filter(({ severity }) => severity === 'warning');
  const warnings: KeptWarning[] = [];
  let left = warningsMaxCharacters;
  for (const { rule, path, message, nb } of all.filter(isNotAboutPatient).slice(0, warningsMax)) {
    const kept = { rule, path: cut(path, pathMaxCharacters), message: wording(message), nb: wording(nb.message) };
    left -= rule.length + kept.path.length + kept.message.length + kept.nb.length;
    if (left < 0) break;
    warnings.push(kept);
  }
  const leftOut = all.length - warnings.length;
  return { warnings, ...(leftOut > 0 && { warningsLeftOut: leftOut }) };
}

/** The findings of a refusal, errors first: where and by which rule, never what stood there. */
export function keptFindings(findings: readonly Finding[]): KeptFinding[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter((finding) => finding.severity === 'warning' && isNotAboutPatient(finding));
  return [...errors, ...warnings].slice(0, findingsMax).map(({ rule, severity, path, line, appRecCode }) => ({
    rule,
    severity,
    path: cut(path, pathMaxCharacters),
    ...(line !== undefined && { line }),
    ...(appRecCode !== undefined && { appRecCode }),
  }));
}

function isNotAboutPatient({ path }: Finding): boolean {
  return !/\/(Patient|Pasient)(\[\d+\])?(\/|$)/i.test(path);
}

/** A value of a document stands between quotes, and may itself hold quotes: all from the first to the last goes. */
function wording(text: string): string {
  return cut(text.replace(/".*"/s, '…'), messageMaxCharacters);
}

function cut(text: string, max: number): string {
  // Where the cut falls inside a character, half of it would be no text, which PostgreSQL refuses.
  return text.length > max ? `${text.slice(0, max - 1).toWellFormed()}…` : text;
}
