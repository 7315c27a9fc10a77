import { XMarkOctagonFillIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { BodyLong, BodyShort } from '@navikt/ds-react/Typography';
import { Problem } from '../../api/problem.ts';
import { formatSize } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFocusOnce } from '../../ui/use-focus-once.ts';
import { NotSubmitted } from './submitted-document.ts';
import './answer.css';

/** No answer: why, and what to do. A message that is too large is so the second time too: then there is no retry. */
export function CheckFailed(props: { error: Error; onRetry: () => void; onAnother: () => void }) {
  const { error, onRetry, onAnother } = props;
  const t = useText();
  const heading = useFocusOnce<HTMLHeadingElement>();
  const reason = useReason(error);
  const requestId = error instanceof Problem && reason === t.failed_other() ? error.requestId : undefined;
  return (
    <div className="sb-failed">
      <Notice tone="danger" icon={<XMarkOctagonFillIcon />} title={t.failed_title()} headingRef={heading}>
        <BodyLong>{reason}</BodyLong>
        {requestId !== undefined && <BodyShort size="small">{t.failed_request_id({ id: requestId })}</BodyShort>}
      </Notice>
      <div className="sb-actions">
        {mayHelpToRetry(error) && <Button onClick={onRetry}>{t.retry()}</Button>}
        <Button variant={mayHelpToRetry(error) ? 'secondary' : 'primary'} onClick={onAnother}>
          {t.check_another()}
        </Button>
      </div>
    </div>
  );
}

function mayHelpToRetry(error: Error): boolean {
  if (error instanceof NotSubmitted) return error.reason !== 'too-large';
  return !(error instanceof Problem && ['body-too-large', 'check-timed-out'].includes(error.code));
}

function useReason(error: Error): string {
  const t = useText();
  const { language } = useLanguage();
  if (error instanceof NotSubmitted) {
    const size = formatSize(error.sizeBytes, language);
    return error.reason === 'too-large' ? t.failed_too_large({ size }) : t.failed_unreadable();
  }
  switch (error instanceof Problem ? error.code : '') {
    case 'unreachable':
      return t.failed_unreachable();
    case 'too-many-checks':
      return t.failed_busy();
    case 'check-timed-out':
      return t.failed_timed_out();
    case 'body-too-large':
      return t.failed_too_large({ size: '> 5 MB' });
    default:
      return t.failed_other();
  }
}
