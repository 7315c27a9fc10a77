import { QuestionmarkDiamondIcon } from '@navikt/aksel-icons';
import type { CheckBody } from '../../../api/check-document.ts';
import { useText } from '../../../text/language.tsx';
import { FactList } from '../../../ui/FactList.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { MessageFacts } from './MessageFacts.tsx';
import { PartyCard } from './PartyCard.tsx';

/** Who the message is from and for, and what it is. */
export function HeaderFacts({ report }: { report: CheckBody['report'] }) {
  const t = useText();
  const { header } = report;
  if (header === undefined) {
    return (
      <div className="sb-facts">
        <Notice tone="neutral" icon={<QuestionmarkDiamondIcon />} title={t.facts_absent_title()}>
          {t.facts_absent_text()}
        </Notice>
        <FactList
          facts={[
            { term: t.facts_document(), text: report.root },
            { term: t.facts_namespace(), text: report.namespace },
          ]}
        />
      </div>
    );
  }
  return (
    <div className="sb-facts">
      <div className="sb-parties">
        <PartyCard title={t.facts_sender()} party={header.sender} />
        {header.receivers.map((party) => (
          <PartyCard
            key={JSON.stringify(party)}
            title={party.role === 'copy' ? t.facts_copy_receiver() : t.facts_receiver()}
            party={party}
          />
        ))}
      </div>
      <MessageFacts report={report} header={header} />
    </div>
  );
}
