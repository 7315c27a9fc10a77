import type { FindingBody } from '../../../api/check-document.ts';
import { useText } from '../../../text/language.tsx';
import { FactList } from '../../../ui/FactList.tsx';

/** What those who build the sender want to know: the rule, where it is written, and what the schema processor said. */
export function FindingDetails({ finding }: { finding: FindingBody }) {
  const t = useText();
  return (
    <details className="sb-details">
      <summary>{t.finding_details()}</summary>
      <FactList
        facts={[
          { term: t.finding_rule(), text: finding.rule, isCode: true },
          { term: t.finding_source(), text: finding.source },
          { term: t.finding_receipt_code(), text: finding.appRecCode, isCode: true },
          { term: t.finding_raw(), text: finding.raw, language: 'en' },
        ]}
      />
    </details>
  );
}
