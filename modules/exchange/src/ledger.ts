import { createMicroBatcher, type Database } from '@samband/db';
import { commitEntries } from './commit.ts';
import { createDocumentKinds, type DocumentKinds } from './document-kind.ts';
import type { Entry } from './entry.ts';
import type { MessageEvent } from './event.ts';
import { findProofs } from './event-store.ts';
import { createMessages, type Messages } from './messages.ts';
import { type FeedQuery, findNotifications, type Notification } from './notification.ts';
import { type Happening, recordHappenings } from './record.ts';
import { type Refusal, recordRefusals } from './refusal.ts';

/**
 * The ways to write, each gathered from concurrent calls into few commits; the ways to read what is read most, from
 * memory or gathered too; and the database for all else.
 */
export interface Ledger {
  readonly database: Database;
  readonly documentKinds: DocumentKinds;
  readonly messages: Messages;
  /** Puts one document on disk with all that belongs to it; true when it is new. Errors: WriteQueueFull, DatabaseUnavailable. */
  readonly commit: (entry: Entry) => Promise<boolean>;
  /** Adds one event; true when it is new. Errors: as commit. */
  readonly record: (happening: Happening) => Promise<boolean>;
  /** Keeps what was found in a document that was refused. Errors: as commit. */
  readonly refuse: (refusal: Refusal) => Promise<undefined>;
  /** What statuses are computed from: the events of a message that can happen only once. Errors: as commit. */
  readonly readProofs: (messageId: string) => Promise<MessageEvent[]>;
  /** The feed after an offset. Errors: as commit. */
  readonly readFeed: (query: FeedQuery) => Promise<Notification[]>;
}

const feedEntriesMaxOfBatch = 100_000;

/** `waitingMax`: how many writes of each kind may wait for a commit before new ones are asked to come back. */
export function createLedger(database: Database, waitingMax: number): Ledger {
  const documentKinds = createDocumentKinds(database);
  const messages = createMessages(database, documentKinds);
  return {
    database,
    documentKinds,
    messages,
    commit: createMicroBatcher<Entry, boolean>({
      flush: (entries) => commitAndRemember(database, messages, entries),
      bytesOf: (entry) => entry.body.content.byteLength,
      queueMax: waitingMax,
      // An entry that is there already is answered as such, so an unknown outcome may be tried once more.
      isIdempotent: true,
    }),
    record: createMicroBatcher<Happening, boolean>({
      flush: (happenings) => recordHappenings(database, happenings),
      queueMax: waitingMax,
    }),
    refuse: createMicroBatcher<Refusal, undefined>({
      flush: (refusals) => recordRefusals(database, refusals),
      queueMax: waitingMax,
    }),
    readProofs: createMicroBatcher<string, MessageEvent[]>({ flush: (ids) => findProofs(database, ids) }),
    readFeed: createMicroBatcher<FeedQuery, Notification[]>({
      flush: (queries) => findNotifications(database, queries),
      // Index entries that may be read: whoever asks for much goes alone.
      bytesOf: ({ herIds, limit }) => herIds.length * limit,
      bytesMax: feedEntriesMaxOfBatch,
    }),
  };
}

async function commitAndRemember(
  database: Database,
  messages: Messages,
  entries: readonly Entry[],
): Promise<boolean[]> {
  const areNew = await commitEntries(database, entries);
  for (const [position, entry] of entries.entries()) if (areNew[position]) messages.remember(entry);
  return areNew;
}
