import type { AddressRegister } from '@samband/address-register';
import { assertActsFor } from './acting-for.ts';
import type { FeedBell } from './feed-bell.ts';
import type { Ledger } from './ledger.ts';
import { findFeedEnd, type Notification } from './notification.ts';
import type { Actor } from './submission.ts';

/** As many entries as are read at a time; a slow reader is given the rest when it asks. */
const entriesMaxAtOnce = 100;

export interface FollowQuery {
  readonly herIds: readonly number[];
  /** The last offset that was seen; without one, only what comes from now on. */
  readonly after?: number | undefined;
}

/**
 * The feed as it grows: yields entries in commit order for as long as the reader wants, and asks the database for nothing
 * while it is quiet. Ends, without an error, when `signal` is aborted. Whose the HER-ids are is asked again before each
 * reading. Errors: NotYourParty, CommunicationPartyNotFound, DatabaseUnavailable.
 */
export function createFollow(ledger: Ledger, register: AddressRegister, bell: FeedBell) {
  return async function* follow(
    { herIds, after }: FollowQuery,
    actor: Actor,
    signal: AbortSignal,
  ): AsyncGenerator<Notification, void, undefined> {
    await assertActsFor(register, actor, herIds);
    // Joined before the first reading: what is committed in between rings.
    const listener = await bell.join(herIds);
    try {
      let offset = after ?? (await findFeedEnd(ledger.database));
      while (!signal.aborted) {
        const page = await ledger.readFeed({ herIds, after: offset, limit: entriesMaxAtOnce });
        for (const entry of page) {
          if (signal.aborted) return;
          yield entry;
          offset = entry.offset;
        }
        if (page.length < entriesMaxAtOnce) await listener.news(signal);
        await assertActsFor(register, actor, herIds);
      }
    } finally {
      listener.leave();
    }
  };
}
