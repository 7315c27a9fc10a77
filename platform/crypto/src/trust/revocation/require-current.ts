import type { Term } from './answer.ts';
import { SourceFailed } from './source-failed.ts';

/** How far the issuer's clock may be from ours. */
const skewMs = 5 * 60 * 1000;

/** Throws `SourceFailed` where something that an issuer said does not hold now. */
export function requireCurrent({ thisUpdate, nextUpdate }: Term, now: Date): void {
  if (thisUpdate.getTime() > now.getTime() + skewMs || nextUpdate.getTime() < now.getTime() - skewMs) {
    throw new SourceFailed('not-current');
  }
}
