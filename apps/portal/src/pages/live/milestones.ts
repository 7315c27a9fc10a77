import type { Journey, JourneyStep } from '../../api/follow-letter.ts';

/** The steps that every letter takes, by the event that proves each. */
export const MILESTONES = [
  'accepted',
  'delivered',
  'fetched',
  'downloaded',
  'receipt-matched',
  'receipt-seen',
] as const;

export type MilestoneName = (typeof MILESTONES)[number];

export interface Milestone {
  readonly name: MilestoneName;
  readonly state: 'done' | 'waiting' | 'late' | 'not-yet';
  /** The first event of its kind: what the milestone was reached by. */
  readonly step?: JourneyStep;
  /** Since the step before it, in milliseconds. */
  readonly tookMs?: number;
}

/** How far a letter has come. What is waited for is the first step that is missing; without a letter, nothing is. */
export function milestonesOf(journey: Journey | undefined): Milestone[] {
  const steps = MILESTONES.map((name) => journey?.steps.find(({ kind }) => kind === name));
  const next = journey === undefined ? -1 : steps.indexOf(undefined);
  return MILESTONES.map((name, index) => {
    const step = steps[index];
    if (step === undefined) return { name, state: index !== next ? 'not-yet' : journey?.isLate ? 'late' : 'waiting' };
    const before = steps[index - 1];
    return { name, state: 'done', step, ...(before && { tookMs: Date.parse(step.at) - Date.parse(before.at) }) };
  });
}
