import { PaperplaneIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import { BodyLong } from '@navikt/ds-react/Typography';
import { useMutation } from '@tanstack/react-query';
import { sendExampleLetter } from '../../api/follow-letter.ts';
import { useText } from '../../text/language.tsx';
import { Page } from '../../ui/Page.tsx';
import { JourneyView } from './JourneyView.tsx';
import { LiveLetter } from './LiveLetter.tsx';
import { isDemoOff, SendingFailed } from './SendingFailed.tsx';
import './live.css';

/** A letter followed live. Its four faces: none sent yet, one being sent, one on its way, and none could be sent. */
export function LivePage() {
  const t = useText();
  const letter = useMutation<string>({ mutationFn: sendExampleLetter });
  const label = letter.isError ? t.retry() : letter.isSuccess ? t.live_send_another() : t.live_send();
  return (
    <Page title={t.live()} heading={t.live_heading()}>
      <BodyLong size="large" className="sb-lead">
        {t.live_lead()}
      </BodyLong>
      <div className="sb-live">
        {letter.isError && <SendingFailed key={letter.submittedAt} error={letter.error} />}
        {!(letter.isError && isDemoOff(letter.error)) && (
          <div className="sb-actions">
            <Button
              icon={<PaperplaneIcon aria-hidden />}
              loading={letter.isPending}
              onClick={() => letter.mutate()}
              data-action="send"
            >
              {label}
            </Button>
          </div>
        )}
        {letter.isSuccess && <LiveLetter key={letter.data} id={letter.data} />}
        {letter.isIdle && (
          <>
            <BodyLong className="sb-quiet">{t.live_empty()}</BodyLong>
            <JourneyView journey={undefined} />
          </>
        )}
      </div>
    </Page>
  );
}
