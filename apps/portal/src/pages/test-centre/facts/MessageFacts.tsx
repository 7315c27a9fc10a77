import { Heading } from '@navikt/ds-react/Typography';
import type { CheckBody, HeaderBody } from '../../../api/check-document.ts';
import { formatInstant, formatSize } from '../../../text/format.ts';
import { type Language, useLanguage, useText } from '../../../text/language.tsx';
import { type Fact, FactList } from '../../../ui/FactList.tsx';

type Text = ReturnType<typeof useText>;

export function MessageFacts({ report, header }: { report: CheckBody['report']; header: HeaderBody }) {
  const t = useText();
  const { language } = useLanguage();
  return (
    <section className="sb-card" aria-labelledby="message-facts">
      <Heading id="message-facts" level="2" size="small" spacing>
        {t.facts_message()}
      </Heading>
      <FactList facts={[...identity(t, report, header, language), ...content(t, header, language)]} />
    </section>
  );
}

function identity(t: Text, report: CheckBody['report'], header: HeaderBody, language: Language): Fact[] {
  const { messageType, messageTypeDisplay, generatedAt } = header;
  return [
    { term: t.facts_document(), text: [report.documentType, report.version].filter(Boolean).join(' ') },
    { term: t.facts_type(), text: [messageType, messageTypeDisplay].filter(Boolean).join(' – ') },
    { term: t.facts_message_id(), text: header.messageId, isCode: true },
    {
      term: t.facts_generated(),
      text: (
        <>
          {formatInstant(generatedAt.instant, language)}
          {generatedAt.zoneAssumed && <span className="sb-fact-note">{t.facts_zone_assumed()}</span>}
        </>
      ),
    },
    { term: t.facts_namespace(), text: report.namespace, isCode: true },
  ];
}

function content(t: Text, header: HeaderBody, language: Language): Fact[] {
  const { conversation, receipt, processingStatus = '' } = header;
  const statuses: Readonly<Record<string, string>> = {
    P: t.facts_processing_P(),
    T: t.facts_processing_T(),
    D: t.facts_processing_D(),
  };
  const answers = { 1: t.facts_answer_1(), 2: t.facts_answer_2(), 3: t.facts_answer_3() };
  return [
    { term: t.facts_processing(), text: statuses[processingStatus] ?? processingStatus },
    ...(receipt
      ? [
          { term: t.facts_answer(), text: answers[receipt.status] },
          { term: t.facts_answers(), text: receipt.original.messageId, isCode: true },
        ]
      : [
          {
            term: t.facts_patient(),
            text: header.patientPresent ? t.facts_patient_present() : t.facts_patient_absent(),
          },
        ]),
    { term: t.facts_parent(), text: conversation?.refToParent, isCode: true },
    { term: t.facts_conversation(), text: conversation?.refToConversation, isCode: true },
    ...(receipt ? [] : [{ term: t.facts_attachments(), text: attachments(t, header, language) }]),
  ];
}

function attachments(t: Text, { attachments: all }: HeaderBody, language: Language) {
  if (all.length === 0) return t.facts_attachments_none();
  const lines = all.map(
    ({ mimeType, sizeBytes }) => `${mimeType ?? t.facts_attachment_untyped()}, ${formatSize(sizeBytes, language)}`,
  );
  return <span className="sb-fact-lines">{lines.join('\n')}</span>;
}
