import { CheckmarkIcon } from '@navikt/aksel-icons';
import { Loader } from '@navikt/ds-react/Loader';
import { Process } from '@navikt/ds-react/Process';
import { BodyShort } from '@navikt/ds-react/Typography';
import type { Journey } from '../../api/follow-letter.ts';
import { formatSeconds, formatTime } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { type Milestone, milestonesOf } from './milestones.ts';
import { StepProof } from './StepProof.tsx';
import { useMilestoneWords } from './use-milestone-words.ts';

const STATUS = { done: 'completed', waiting: 'active', late: 'active', 'not-yet': 'uncompleted' } as const;

/** The letter's way, step by step: those that were taken with their time and proof, and the one that is waited for. */
export function JourneyView({ journey }: { journey: Journey | undefined }) {
  const t = useText();
  const words = useMilestoneWords();
  return (
    <Process className="sb-journey" aria-label={t.live_steps()} hideStatusText>
      {milestonesOf(journey).map((milestone) => (
        <Process.Event
          key={milestone.name}
          title={words.title(milestone.name)}
          status={STATUS[milestone.state]}
          bullet={<Bullet state={milestone.state} />}
          data-step={milestone.name}
          data-state={milestone.state}
        >
          <StepText milestone={milestone} isBegun={journey !== undefined} />
        </Process.Event>
      ))}
    </Process>
  );
}

function Bullet({ state }: { state: Milestone['state'] }) {
  if (state === 'done') return <CheckmarkIcon aria-hidden />;
  return state === 'not-yet' ? null : <Loader size="xsmall" aria-hidden variant="neutral" />;
}

function StepText({ milestone, isBegun }: { milestone: Milestone; isBegun: boolean }) {
  const t = useText();
  const { language } = useLanguage();
  const words = useMilestoneWords();
  const { name, state, step, tookMs } = milestone;
  return (
    <>
      {isBegun && (
        <BodyShort size="small" className="sb-step-state">
          {state !== 'done' && words.state(state)}
          {step && <time dateTime={step.at}>{formatTime(step.at, language)}</time>}
          {tookMs !== undefined && <span>{t.live_after({ seconds: formatSeconds(tookMs, language) })}</span>}
        </BodyShort>
      )}
      <BodyShort className="sb-quiet">{words.text(name)}</BodyShort>
      {step && <StepProof step={step} />}
    </>
  );
}
