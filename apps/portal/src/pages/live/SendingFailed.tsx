import { InformationSquareIcon, XMarkOctagonFillIcon } from '@navikt/aksel-icons';
import { BodyLong, BodyShort } from '@navikt/ds-react/Typography';
import { Problem } from '../../api/problem.ts';
import { useText } from '../../text/language.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFocusOnce } from '../../ui/use-focus-once.ts';

/** A server without the demonstration has no such route. */
export const isDemoOff = (error: Error): boolean => error instanceof Problem && error.code === 'route-not-found';

/** No letter was sent: why, and what to do. */
export function SendingFailed({ error }: { error: Error }) {
  const t = useText();
  const heading = useFocusOnce<HTMLHeadingElement>();
  if (isDemoOff(error)) {
    return (
      <Notice tone="neutral" icon={<InformationSquareIcon />} title={t.live_off_title()} headingRef={heading}>
        {t.live_off_text()}
      </Notice>
    );
  }
  const code = error instanceof Problem ? error.code : '';
  const reasons: Readonly<Record<string, () => string>> = {
    unreachable: t.failed_unreachable,
    'demo-busy': t.live_busy,
    'demo-not-ready': t.live_not_ready,
  };
  const reason = reasons[code];
  const requestId = error instanceof Problem ? error.requestId : undefined;
  return (
    <Notice tone="danger" icon={<XMarkOctagonFillIcon />} title={t.live_failed_title()} headingRef={heading}>
      <BodyLong>{(reason ?? t.failed_other)()}</BodyLong>
      {reason === undefined && requestId !== undefined && (
        <BodyShort size="small">{t.failed_request_id({ id: requestId })}</BodyShort>
      )}
    </Notice>
  );
}
