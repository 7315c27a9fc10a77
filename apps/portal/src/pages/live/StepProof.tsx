import type { JourneyStep } from '../../api/follow-letter.ts';
import { formatSize } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { FactList } from '../../ui/FactList.tsx';

/** What proves that a step was taken. */
export function StepProof({ step: { sequence, facts } }: { step: JourneyStep }) {
  const t = useText();
  const { language } = useLanguage();
  const receipts = { '1': t.live_receipt_1, '2': t.live_receipt_2, '3': t.live_receipt_3 };
  const { digest, sizeBytes, registerVersion, organizationNumber, receiptStatus, errorCodes } = facts;
  return (
    <FactList
      facts={[
        { term: t.live_receipt(), text: receiptStatus && receipts[receiptStatus]() },
        { term: t.live_errors(), text: errorCodes?.join(', ') },
        { term: t.live_size(), text: sizeBytes === undefined ? undefined : formatSize(sizeBytes, language) },
        { term: t.live_digest(), text: digest, isCode: true },
        { term: t.live_by(), text: organizationNumber, isCode: true },
        { term: t.live_register(), text: registerVersion, isCode: true },
        { term: t.live_sequence(), text: sequence, isCode: true },
      ]}
    />
  );
}
