import { CheckmarkCircleFillIcon, ClockDashedIcon, LinkBrokenIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react/Button';
import type { Journey, JourneyEnd } from '../../api/follow-letter.ts';
import { formatSeconds } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { WaitingFace } from '../../ui/WaitingFace.tsx';
import { JourneyView } from './JourneyView.tsx';
import { LetterParties } from './LetterParties.tsx';
import { milestonesOf } from './milestones.ts';
import { useJourney } from './use-journey.ts';
import { useMilestoneWords } from './use-milestone-words.ts';

/** One letter, followed from when it was sent until its sender has the answer. Each new step is said aloud. */
export function LiveLetter({ id }: { id: string }) {
  const t = useText();
  const { journey, end, followOn } = useJourney(id);
  return (
    <>
      <NewestStep journey={journey} />
      {end !== undefined && <Ending end={end} journey={journey} onFollowOn={followOn} />}
      {journey && <LetterParties journey={journey} />}
      {journey && <JourneyView journey={journey} />}
      {journey === undefined && end === undefined && <WaitingFace label={t.live_sending()} />}
    </>
  );
}

function NewestStep({ journey }: { journey: Journey | undefined }) {
  const t = useText();
  const words = useMilestoneWords();
  const milestones = milestonesOf(journey);
  const number = milestones.filter(({ state }) => state === 'done').length;
  const newest = milestones[number - 1];
  return (
    <div role="status" className="sb-visually-hidden">
      {newest && t.live_announce({ number, count: milestones.length, step: words.title(newest.name) })}
    </div>
  );
}

interface EndingProps {
  end: JourneyEnd;
  journey: Journey | undefined;
  onFollowOn: () => void;
}

function Ending({ end, journey, onFollowOn }: EndingProps) {
  const t = useText();
  const { language } = useLanguage();
  if (end === 'seen') {
    const seconds = formatSeconds(durationMsOf(journey), language);
    return (
      <Notice tone="success" icon={<CheckmarkCircleFillIcon />} title={t.live_complete({ seconds })}>
        {t.live_complete_text()}
      </Notice>
    );
  }
  const [icon, title, text] =
    end === 'time'
      ? [<ClockDashedIcon key="time" />, t.live_time_title(), t.live_time_text()]
      : [<LinkBrokenIcon key="lost" />, t.live_lost_title(), t.live_lost_text()];
  return (
    <>
      <Notice tone="warning" icon={icon} title={title}>
        {text}
      </Notice>
      <div className="sb-actions">
        <Button variant="secondary" onClick={onFollowOn}>
          {t.live_follow_on()}
        </Button>
      </div>
    </>
  );
}

/** From the first step to the last. */
function durationMsOf(journey: Journey | undefined): number {
  const times = (journey?.steps ?? []).map(({ at }) => Date.parse(at));
  return Math.max(...times) - Math.min(...times);
}
