import { createMicroBatcher, type Database } from '@samband/db';
import { commitEntries } from './commit.ts';
import { createDocumentKinds, type DocumentKinds } from './document-kind.ts';
import type { Entry } from './entry.ts';
import { type Happening, recordHappenings } from './record.ts';
import { type Refusal, recordRefusals } from './refusal.ts';

/** The ways to write, each gathered from concurrent calls into few commits, and the database to read from. */
export interface Ledger {
  readonly database: Database;
  readonly documentKinds: DocumentKinds;
  /** Puts one document on disk with all that belongs to it; true when it is new. Errors: WriteQueueFull, DatabaseUnavailable. */
  readonly commit: (entry: Entry) => Promise<boolean>;
  /** Adds one event; true when it is new. Errors: as commit. */
  readonly record: (happening: Happening) => Promise<boolean>;
  /** Keeps what was found in a document that was refused. Errors: as commit. */
  readonly refuse: (refusal: Refusal) => Promise<undefined>;
}

/** `waitingMax`: how many writes of each kind may wait for a commit before new ones are asked to come back. */
export function createLedger(database: Database, waitingMax: number): Ledger {
  return {
    database,
    documentKinds: createDocumentKinds(database),
    commit: createMicroBatcher<Entry, boolean>({
      flush: (entries) => commitEntries(database, entries),
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
  };
}
