import type { Database } from '@samband/db';
import { type Actor, type Exchange, type Notification, placeOfNotification } from '@samband/exchange';
import { addDeleted, type DeletedSpan, findDeleted } from './deleted-notifications.ts';
import { endBelow, findSpan, type Span, skipDeleted } from './spans.ts';

/** Entries read at a time. */
const PAGE_SIZE = 1000;
const STREAM_PAGE_SIZE = 100;

/** What of a HER-id's entries is to be deleted, and how far its feed has been walked. */
interface Walk {
  readonly herId: number;
  /** Ids by offset, in order. */
  readonly wanted: ReadonlyMap<number, string>;
  readonly last: number;
  position: number;
}

export type Unread = ReturnType<typeof createUnread>;

/**
 * The feed without offsets: an entry is unread until the HER-id's owner has deleted it. Kept as what is deleted, so that
 * a HER-id which nobody reads this way costs nothing, and one that is read in order costs one row.
 */
export function createUnread(database: Database, exchange: Exchange) {
  /** Unread entries in the order of the feed, the oldest first. Errors: those of exchange.notifications. */
  async function list(herIds: readonly number[], limit: number, actor: Actor): Promise<Notification[]> {
    const reader = await openReader(herIds, actor);
    return reader.next(limit);
  }

  async function openReader(herIds: readonly number[], actor: Actor) {
    const deleted = await findDeleted(database, herIds);
    const spansOf = (herId: number): readonly Span[] => deleted.get(herId) ?? [];
    const positions = new Map(herIds.map((herId) => [herId, skipDeleted(spansOf(herId), 0)]));
    return {
      /** Up to `limit` entries more; fewer only when there are no others. */
      async next(limit: number): Promise<Notification[]> {
        const unread: Notification[] = [];
        for (;;) {
          const page = await exchange.notifications({ herIds, after: [...positions.values()], limit }, actor);
          for (const entry of page) {
            const spans = spansOf(entry.herId);
            if (!findSpan(spans, entry.offset)) unread.push(entry);
            positions.set(entry.herId, skipDeleted(spans, entry.offset));
            if (unread.length === limit) return unread;
          }
          if (page.length < limit) return unread;
        }
      },
      hasSeen: ({ herId, offset }: Notification): boolean => offset <= (positions.get(herId) ?? 0),
    };
  }

  /** What is unread, and then what comes, for as long as the reader wants. Errors: those of exchange.follow. */
  async function* follow(herIds: readonly number[], actor: Actor, signal: AbortSignal): AsyncGenerator<Notification> {
    const after = await exchange.feedEnd();
    const reader = await openReader(herIds, actor);
    for (let count = STREAM_PAGE_SIZE; count === STREAM_PAGE_SIZE && !signal.aborted; ) {
      const page = await reader.next(STREAM_PAGE_SIZE);
      yield* page;
      count = page.length;
    }
    for await (const entry of exchange.follow({ herIds, after }, actor, signal)) {
      if (!reader.hasSeen(entry)) yield entry;
    }
  }

  /**
   * Deletes entries by their ids; ids of entries that are not there (any more) change nothing. The caller has made sure
   * that the actor may act for all HER-ids of the ids. Errors: those of exchange.notifications.
   */
  async function remove(notificationIds: readonly string[], actor: Actor): Promise<void> {
    const wanted = wantedOf(notificationIds);
    const deleted = await findDeleted(database, [...wanted.keys()]);
    let walks = [...wanted].map(([herId, ids]) => walkOf(herId, ids, deleted.get(herId) ?? []));
    const spans: DeletedSpan[] = [];
    while (walks.length > 0) {
      const herIds = walks.map((walk) => walk.herId);
      const after = walks.map((walk) => walk.position);
      const page = await exchange.notifications({ herIds, after, limit: PAGE_SIZE }, actor);
      spans.push(...stepThrough(page, walks));
      walks = page.length < PAGE_SIZE ? [] : walks.filter((walk) => walk.position < walk.last).map(jumpToWanted);
    }
    if (spans.length > 0) await addDeleted(database, spans);
  }

  return { list, follow, remove };
}

/** The HER-ids that notifications belong to, by their ids alone: whether they exist is seen when they are looked for. */
export function herIdsOf(notificationIds: readonly string[]): number[] {
  return [...wantedOf(notificationIds).keys()];
}

function wantedOf(notificationIds: readonly string[]): Map<number, Map<number, string>> {
  const wanted = new Map<number, Map<number, string>>();
  for (const id of notificationIds) {
    const place = placeOfNotification(id);
    if (place === undefined) continue;
    const ofHerId = wanted.get(place.herId) ?? new Map<number, string>();
    wanted.set(place.herId, ofHerId.set(place.offset, id.toLowerCase()));
  }
  return wanted;
}

/** Begins at what is deleted already, so that new spans join old ones. */
function walkOf(herId: number, ids: ReadonlyMap<number, string>, deleted: readonly Span[]): Walk {
  const wanted = new Map([...ids].sort(([one], [other]) => one - other));
  const offsets = [...wanted.keys()];
  const position = endBelow(deleted, offsets[0] ?? 0);
  return { herId, wanted, last: offsets.at(-1) ?? 0, position };
}

/** Each wanted entry with the gap before it: between two entries of a HER-id that follow on each other there is nothing. */
function stepThrough(page: readonly Notification[], walks: readonly Walk[]): DeletedSpan[] {
  const byHerId = new Map(walks.map((walk) => [walk.herId, walk]));
  const spans: DeletedSpan[] = [];
  for (const { herId, offset, notificationId } of page) {
    const walk = byHerId.get(herId);
    if (walk === undefined) continue;
    if (walk.wanted.get(offset) === notificationId) spans.push({ herId, from: walk.position + 1, to: offset });
    walk.position = offset;
  }
  return spans;
}

/** Over a long stretch that nobody asked about; what is deleted behind it makes a span of its own. */
function jumpToWanted(walk: Walk): Walk {
  const next = [...walk.wanted.keys()].find((offset) => offset > walk.position) ?? walk.last;
  walk.position = next - 1;
  return walk;
}
