import { ArrowUndoIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { Tabs } from '@navikt/ds-react/Tabs';
import { useState } from 'react';
import type { CheckBody } from '../../api/check-document.ts';
import { formatNumber, formatSize } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Page } from '../../ui/Page.tsx';
import { HeaderFacts } from './facts/HeaderFacts.tsx';
import { FindingList } from './findings/FindingList.tsx';
import { ReceiptView } from './ReceiptView.tsx';
import { RenderedView } from './RenderedView.tsx';
import { SourceView } from './source/SourceView.tsx';
import { splitLines } from './source/split-lines.ts';
import type { SubmittedDocument } from './submitted-document.ts';
import { Verdict } from './Verdict.tsx';
import './answer.css';

interface CheckResultProps {
  readonly document: SubmittedDocument;
  readonly check: CheckBody;
  readonly onAnother: () => void;
}

/** Everything that is known of a document: the verdict always in view, the rest in tabs. */
export function CheckResult({ document, check, onAnother }: CheckResultProps) {
  const t = useText();
  const { report, html } = check;
  const [lines] = useState(() => splitLines(document.source));
  const [tab, setTab] = useState(report.findings.length === 0 && html ? 'rendered' : 'findings');
  const [shownLine, setShownLine] = useState<number>();
  const showLine = (line: number): void => {
    setShownLine(line);
    setTab('source');
  };
  const choose = (chosen: string): void => {
    setShownLine(undefined);
    setTab(chosen);
  };
  return (
    <Page title={t.test_centre()} heading={document.name}>
      <DocumentBar document={document} lineCount={lines.length} onAnother={onAnother} />
      <Verdict report={report} />
      <Tabs value={tab} onChange={choose} className="sb-tabs">
        <Tabs.List aria-label={t.tabs()}>
          <Tabs.Tab value="findings" label={`${t.tab_findings()} (${report.findings.length})`} />
          <Tabs.Tab value="rendered" label={t.tab_rendered()} />
          <Tabs.Tab value="facts" label={t.tab_facts()} />
          <Tabs.Tab value="receipt" label={t.tab_receipt()} />
          <Tabs.Tab value="source" label={t.tab_source()} />
        </Tabs.List>
        <Tabs.Panel value="findings">
          <FindingList findings={report.findings} lines={lines} onShowLine={showLine} />
        </Tabs.Panel>
        <Tabs.Panel value="rendered">
          <RenderedView html={html} />
        </Tabs.Panel>
        <Tabs.Panel value="facts">
          <HeaderFacts report={report} />
        </Tabs.Panel>
        <Tabs.Panel value="receipt">
          <ReceiptView check={check} />
        </Tabs.Panel>
        <Tabs.Panel value="source">
          <SourceView lines={lines} findings={report.findings} shownLine={shownLine} label={t.source_frame()} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

interface DocumentBarProps {
  readonly document: SubmittedDocument;
  readonly lineCount: number;
  readonly onAnother: () => void;
}

function DocumentBar({ document, lineCount, onAnother }: DocumentBarProps) {
  const t = useText();
  const { language } = useLanguage();
  const formatted = formatNumber(lineCount, language);
  return (
    <div className="sb-document-bar">
      <span className="sb-quiet">
        {formatSize(document.bytes.length, language)} · {t.lines_count({ count: lineCount, formatted })} ·{' '}
        {t.privacy_title()}
      </span>
      <Button variant="secondary" size="small" icon={<ArrowUndoIcon aria-hidden />} onClick={onAnother}>
        {t.check_another()}
      </Button>
    </div>
  );
}
