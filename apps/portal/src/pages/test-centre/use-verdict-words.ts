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
      const errors = findings.filter(({ severity }) => severity === 'error').length;
      const warnings = findings.length - errors;
      const parts = [
        ...(errors > 0 ? [t.errors_count({ count: errors })] : []),
        ...(warnings > 0 ? [t.warnings_count({ count: warnings })] : []),
      ];
      return parts.length === 0 ? t.no_remarks() : parts.join(', ');
    },

    /** The verdict in a sentence that names the document. */
    explain({ verdict, documentType, version, findings }: CheckBody['report']): string {
      const type = documentType === undefined ? t.a_document() : [documentType, version].filter(Boolean).join(' ');
      switch (verdict) {
        case 'valid':
          return findings.length === 0 ? t.verdict_valid_text({ type }) : t.verdict_valid_warnings_text({ type });
        case 'invalid':
          return t.verdict_invalid_text({ type });
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
