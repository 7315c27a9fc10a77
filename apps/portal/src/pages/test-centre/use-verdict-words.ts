import type { CheckBody, FindingBody } from '../../api/check-document.ts';
import { useText } from '../../text/language.tsx';

type Verdict = CheckBody['report']['verdict'];

/** How the page says what came of a check. */
export function useVerdictWords() {
  const t = useText();
  const verdicts: Readonly<Record<Verdict, () => string>> = {
    valid: t.verdict_valid,
    invalid: t.verdict_invalid,
    'not-well-formed': t.verdict_not_well_formed,
    'not-recognised': t.verdict_not_recognised,
    refused: t.verdict_refused,
  };
  return {
    verdict: (verdict: Verdict): string => verdicts[verdict](),

    /** 2 errors, 1 warning. */
    counts(findings: readonly FindingBody[]): string {
      const errors = errorsIn(findings);
      const warnings = findings.length - errors;
      const parts = [
        ...(errors > 0 ? [t.errors_count({ count: errors })] : []),
        ...(warnings > 0 ? [t.warnings_count({ count: warnings })] : []),
      ];
      return parts.length === 0 ? t.no_remarks() : parts.join(', ');
    },

    /** What follows from the verdict. */
    explain({ verdict, findings }: CheckBody['report']): string {
      switch (verdict) {
        case 'valid':
          return findings.length === 0 ? t.verdict_valid_text() : t.verdict_valid_warnings_text();
        case 'invalid':
          return t.verdict_invalid_text({ count: errorsIn(findings) });
        case 'not-well-formed':
          return t.verdict_not_well_formed_text();
        case 'not-recognised':
          return t.verdict_not_recognised_text();
        case 'refused':
          return t.verdict_refused_text();
      }
    },
  };
}

function errorsIn(findings: readonly FindingBody[]): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}
