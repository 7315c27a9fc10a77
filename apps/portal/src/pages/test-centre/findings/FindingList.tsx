import { CheckmarkCircleFillIcon } from '@navikt/aksel-icons';
import { Heading } from '@navikt/ds-react/Typography';
import type { FindingBody } from '../../../api/check-document.ts';
import { useLanguage, useText } from '../../../text/language.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { FindingCard } from './FindingCard.tsx';

interface FindingListProps {
  readonly findings: readonly FindingBody[];
  readonly lines: readonly string[];
  readonly onShowLine: (line: number) => void;
}

/** What must be mended first, then what is worth knowing. */
export function FindingList({ findings, lines, onShowLine }: FindingListProps) {
  const t = useText();
  const { language } = useLanguage();
  if (findings.length === 0) {
    return (
      <Notice tone="neutral" icon={<CheckmarkCircleFillIcon />} title={t.findings_none_title()}>
        {t.findings_none_text()}
      </Notice>
    );
  }
  const groups = [
    { title: t.findings_errors(), members: findings.filter(({ severity }) => severity === 'error') },
    { title: t.findings_warnings(), members: findings.filter(({ severity }) => severity === 'warning') },
  ].filter(({ members }) => members.length > 0);
  return (
    <div className="sb-finding-groups">
      {language === 'nn' && <p className="sb-language-note">{t.findings_language()}</p>}
      {groups.map(({ title, members }) => (
        <section key={title} aria-label={title}>
          <Heading level="2" size="small" spacing>
            {title} <span className="sb-count">{members.length}</span>
          </Heading>
          <ol className="sb-findings">
            {members.map((finding) => (
              <li key={JSON.stringify(finding)}>
                <FindingCard finding={finding} lines={lines} onShowLine={onShowLine} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
