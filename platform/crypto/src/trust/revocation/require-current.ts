import type { Term } from './answer.ts';
import { SourceFailed } from './source-failed.ts';

/** How far the issuer's clock may be from ours. */
const skewMs = 5 * 60 * 1000;

/** `fresh` from its issuer, or `kept` since: then it may have run out, and whoever reads it looks at its term. */
export type Provenance = 'fresh' | 'kept';

/** Throws `SourceFailed` where something that an issuer said does not hold now; of what was kept, where it has not begun. */
export function requireCurrent({ thisUpdate, nextUpdate }: Term, now: Date, provenance: Provenance): void {
  const hasBegun = thisUpdate.getTime() <= now.getTime() + skewMs;
  const hasEnded = provenance === 'fresh' && nextUpdate.getTime() < now.getTime() - skewMs;
  if (!hasBegun || hasEnded) throw new SourceFailed('not-current');
}
