import { useText } from '../../text/language.tsx';
import type { Milestone, MilestoneName } from './milestones.ts';

/** How the page speaks of a letter's steps. */
export function useMilestoneWords() {
  const t = useText();
  const words: Readonly<Record<MilestoneName, readonly [title: () => string, text: () => string]>> = {
    accepted: [t.live_accepted, t.live_accepted_text],
    delivered: [t.live_delivered, t.live_delivered_text],
    fetched: [t.live_fetched, t.live_fetched_text],
    downloaded: [t.live_downloaded, t.live_downloaded_text],
    'receipt-matched': [t.live_answered, t.live_answered_text],
    'receipt-seen': [t.live_seen, t.live_seen_text],
  };
  const states = { waiting: t.live_waiting, late: t.live_late, 'not-yet': t.live_not_yet };
  return {
    title: (name: MilestoneName): string => words[name][0](),
    text: (name: MilestoneName): string => words[name][1](),
    state: (state: Exclude<Milestone['state'], 'done'>): string => states[state](),
  };
}
