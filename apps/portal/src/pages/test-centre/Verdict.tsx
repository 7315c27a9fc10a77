import { CheckmarkCircleFillIcon, ExclamationmarkTriangleFillIcon, XMarkOctagonFillIcon } from '@navikt/aksel-icons';
import { BodyLong } from '@navikt/ds-react/Typography';
import type { CheckBody } from '../../api/check-document.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFocusOnce } from '../../ui/use-focus-once.ts';
import { useVerdictWords } from './use-verdict-words.ts';

/** The one sentence that somebody came for. It takes the focus when it comes. */
export function Verdict({ report }: { report: CheckBody['report'] }) {
  const words = useVerdictWords();
  const heading = useFocusOnce<HTMLHeadingElement>();
  const { tone, icon } = looks(report);
  return (
    <Notice tone={tone} icon={icon} title={words.verdict(report.verdict)} headingRef={heading}>
      <BodyLong>{words.explain(report)}</BodyLong>
      <ul className="sb-verdict-facts">
        <li>{words.counts(report.findings)}</li>
        {nameParts(report).map((part) => (
          <li key={part} lang="nb">
            {part}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What the document is, each name once: its type and version, its envelope, its purpose. */
function nameParts({ documentType, version, root, header }: CheckBody['report']): string[] {
  const document = [documentType, version].filter(Boolean).join(' ');
  const envelope = root === 'Message' || root === documentType ? '' : root;
  const purpose = header?.messageTypeDisplay === documentType ? '' : header?.messageTypeDisplay;
  return [...new Set([document, purpose, envelope])].filter((part) => part !== undefined && part !== '') as string[];
}

function looks({ verdict }: CheckBody['report']) {
  if (verdict === 'not-recognised') return { tone: 'warning', icon: <ExclamationmarkTriangleFillIcon /> } as const;
  if (verdict !== 'valid') return { tone: 'danger', icon: <XMarkOctagonFillIcon /> } as const;
  return { tone: 'success', icon: <CheckmarkCircleFillIcon /> } as const;
}
