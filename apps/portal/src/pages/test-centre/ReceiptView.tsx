import { CheckmarkCircleFillIcon, DownloadIcon, ReceiptIcon, XMarkOctagonFillIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { CopyButton } from '@navikt/ds-react/CopyButton';
import { BodyLong } from '@navikt/ds-react/Typography';
import type { CheckBody } from '../../api/check-document.ts';
import { useText } from '../../text/language.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SourceView } from './source/SourceView.tsx';
import { splitLines } from './source/split-lines.ts';

/** What the receiver must answer, or why it must not answer. */
export function ReceiptView({ check: { receipt, noReceiptBecause } }: { check: CheckBody }) {
  const t = useText();
  if (receipt === undefined) {
    return (
      <Notice tone="neutral" icon={<ReceiptIcon />} title={t.receipt_absent_title()}>
        {noReceiptBecause === 'is-receipt' ? t.receipt_absent_is_receipt() : t.receipt_absent_unreadable()}
      </Notice>
    );
  }
  const isOk = receipt.status === 'ok';
  return (
    <div className="sb-receipt">
      <Notice
        tone={isOk ? 'success' : 'danger'}
        icon={isOk ? <CheckmarkCircleFillIcon /> : <XMarkOctagonFillIcon />}
        title={isOk ? t.receipt_ok() : t.receipt_rejected()}
      >
        <BodyLong>
          {receipt.codes.length > 0 && `${t.receipt_codes()} ${receipt.codes.join(', ')}. `}
          {t.receipt_text()}
        </BodyLong>
      </Notice>
      <div className="sb-actions">
        <CopyButton copyText={receipt.xml} text={t.copy()} activeText={t.copied()} />
        <Button
          variant="tertiary"
          data-color="neutral"
          icon={<DownloadIcon aria-hidden />}
          onClick={() => download(receipt.xml)}
        >
          {t.download()}
        </Button>
      </div>
      <SourceView lines={splitLines(receipt.xml)} findings={[]} shownLine={undefined} label={t.receipt_frame()} />
    </div>
  );
}

function download(xml: string): void {
  const url = URL.createObjectURL(new Blob([xml], { type: 'application/xml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'apprec.xml';
  link.click();
  URL.revokeObjectURL(url);
}
