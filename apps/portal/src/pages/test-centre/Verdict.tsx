import { CheckmarkCircleFillIcon, ExclamationmarkTriangleFillIcon, XMarkOctagonFillIcon } from '@navikt/aksel-icons';
import { BodyLong } from '@navikt/ds-react/Typography';
import type { CheckBody } from '../../api/check-document.ts';
import { useText } from '../../text/language.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFocusOnce } from '../../ui/use-focus-once.ts';
import { useVerdictWords } from './use-verdict-words.ts';

/** The one sentence that somebody came for. It takes the focus when it comes. */
export function Verdict({ report }: { report: CheckBody['report'] }) {
  const t = useText();
  const words = useVerdictWords();
  const heading = useFocusOnce<HTMLHeadingElement>();
  const { tone, icon } = looks(report);
  const type = report.header?.messageTypeDisplay;
  return (
    <Notice tone={tone} icon={icon} title={words.verdict(report.verdict)} headingRef={heading}>
      <BodyLong>{words.explain(report)}</BodyLong>
      <ul className="sb-verdict-facts">
        <li>{words.counts(report.findings)}</li>
        {report.documentType !== undefined && (
          <li>{[report.documentType, report.version].filter(Boolean).join(' ')}</li>
        )}
        {report.root !== undefined && <li>{report.root}</li>}
        {type !== undefined && <li lang="nb">{type}</li>}
        {report.header?.kind === 'receipt' && <li>{t.tab_receipt()}</li>}
      </ul>
    </Notice>
  );
}

function looks({ verdict }: CheckBody['report']) {
  if (verdict === 'not-recognised') return { tone: 'warning', icon: <ExclamationmarkTriangleFillIcon /> } as const;
  if (verdict !== 'valid') return { tone: 'danger', icon: <XMarkOctagonFillIcon /> } as const;
  return { tone: 'success', icon: <CheckmarkCircleFillIcon /> } as const;
}
