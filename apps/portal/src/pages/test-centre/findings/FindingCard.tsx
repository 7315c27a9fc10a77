import { ExclamationmarkTriangleFillIcon, WrenchIcon, XMarkOctagonFillIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { BodyLong, Heading } from '@navikt/ds-react/Typography';
import type { FindingBody } from '../../../api/check-document.ts';
import { useLanguage, useText } from '../../../text/language.tsx';
import { Excerpt } from '../source/Excerpt.tsx';
import { FindingDetails } from './FindingDetails.tsx';

interface FindingCardProps {
  readonly finding: FindingBody;
  readonly lines: readonly string[];
  readonly onShowLine: (line: number) => void;
}

/** One finding: what is wrong, how to mend it, and where it stands. */
export function FindingCard({ finding, lines, onShowLine }: FindingCardProps) {
  const t = useText();
  const { language } = useLanguage();
  const { line, severity } = finding;
  const wordsLanguage = language === 'en' ? 'en' : 'nb';
  const { message, fix } = finding[wordsLanguage];
  return (
    <article className="sb-finding" data-severity={severity}>
      <div className="sb-finding-head">
        {severity === 'error' ? (
          <XMarkOctagonFillIcon className="sb-finding-icon" title={t.finding_error()} />
        ) : (
          <ExclamationmarkTriangleFillIcon className="sb-finding-icon" title={t.finding_warning()} />
        )}
        <Heading level="3" size="xsmall" lang={wordsLanguage}>
          {message}
        </Heading>
      </div>
      {fix !== undefined && (
        <div className="sb-fix">
          <WrenchIcon className="sb-fix-icon" aria-hidden fontSize="1.25rem" />
          <div>
            <strong>{t.finding_fix()}</strong>
            <BodyLong lang={wordsLanguage}>{fix}</BodyLong>
          </div>
        </div>
      )}
      {finding.path !== '' && <ElementPath path={finding.path} label={t.finding_where()} />}
      {line !== undefined && line <= lines.length && (
        <div className="sb-finding-place">
          <Excerpt lines={lines} line={line} severity={severity} />
          <Button variant="tertiary" size="small" onClick={() => onShowLine(line)}>
            {t.finding_show({ line })}
          </Button>
        </div>
      )}
      <FindingDetails finding={finding} />
    </article>
  );
}

/** Where in the document: outermost element first, with a place to break the line after each. */
function ElementPath({ path, label }: { path: string; label: string }) {
  return (
    <p className="sb-path">
      <span className="sb-visually-hidden">{label}: </span>
      {path.split('/').map((name, index, all) => (
        <span key={all.slice(0, index + 1).join('/')} translate="no">
          {index > 0 && <span className="sb-path-step"> › </span>}
          {name}
          <wbr />
        </span>
      ))}
    </p>
  );
}
