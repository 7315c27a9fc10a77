import { type AddressRegister, parseHerId } from '@samband/address-register';

/** As many as the register answers for in one question. */
const PARTIES_MAX = 500;

/** Receipts for what a unit had sent may come after its end: they are due within four days, and late ones count. */
const SILENT_AFTER_END_MS = 30 * 24 * 3_600_000;

/** Whether all of the parties ended so long ago that nothing can be expected for them any more. */
export async function hasEnded(register: AddressRegister, herIds: readonly number[], now: Date): Promise<boolean> {
  const endedBefore = now.getTime() - SILENT_AFTER_END_MS;
  for (let from = 0; from < herIds.length; from += PARTIES_MAX) {
    const some = herIds.slice(from, from + PARTIES_MAX).map((herId) => parseHerId(herId));
    const parties = await register.findParties(some);
    const areEnded = parties.every(({ validTo }) => validTo !== undefined && validTo.getTime() < endedBefore);
    if (parties.length < some.length || !areEnded) return false;
  }
  return true;
}
