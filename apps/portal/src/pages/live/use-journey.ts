import { useEffect, useState } from 'react';
import { followLetter, type Journey, type JourneyEnd } from '../../api/follow-letter.ts';

/** A letter's journey as it goes on, and why nothing more comes when that is so. */
export function useJourney(id: string) {
  const [journey, setJourney] = useState<Journey>();
  const [end, setEnd] = useState<JourneyEnd>();
  const [attempt, setAttempt] = useState(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another line
  useEffect(() => followLetter(id, { onJourney: setJourney, onEnd: setEnd }), [id, attempt]);
  const followOn = (): void => {
    setEnd(undefined);
    setAttempt(attempt + 1);
  };
  return { journey, end, followOn };
}
