import type { Caller } from '@samband/http';
import { TooManyStreams } from './errors.ts';
import type { MshConfigurations } from './msh-configuration.ts';

/** Open at once for one client and organisation: one stream may hold 1,500 HER-ids. */
const STREAMS_OF_CLIENT_MAX = 20;
/** Open at once on one node, so that there are connections left for everything else. */
const STREAMS_MAX = 5_000;
/** How soon a lock that was taken on another node ends the streams of this one. */
const CHECK_EVERY_MS = 5_000;
/** A lock is dated when its transaction begins, and seen when it has been committed. */
const COMMIT_TIME_MAX_MS = 60_000;

export interface OpenStream {
  /** Aborted when another client takes one of the HER-ids to itself. */
  readonly signal: AbortSignal;
  close(): void;
}

interface Entry {
  readonly caller: Caller;
  readonly herIds: ReadonlySet<number>;
  readonly ending: AbortController;
}

export type OpenStreams = ReturnType<typeof createOpenStreams>;

/** The streams that are open on this node: how many there may be, and which must end because of a lock. */
export function createOpenStreams(configurations: Pick<MshConfigurations, 'findNewLocks'>) {
  const entries = new Set<Entry>();
  let checkedAtMs = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Ends the streams whose HER-ids have been locked since the last time. One question, however many streams there are. */
  async function endLocked(): Promise<void> {
    if (entries.size === 0) return;
    const startedAtMs = performance.now();
    const locks = await configurations.findNewLocks(startedAtMs - checkedAtMs + COMMIT_TIME_MAX_MS);
    checkedAtMs = startedAtMs;
    for (const { caller, herIds, ending } of entries) {
      const isLocked = locks.some(
        ({ herId, clientId, organizationNumber }) =>
          herIds.has(herId) && clientId !== caller.clientId && organizationNumber === caller.organizationNumber,
      );
      if (isLocked) ending.abort();
    }
  }

  function keepChecking(): void {
    // A check that fails is made up for by the next, which asks about the time since the last that did not.
    timer ??= setInterval(() => void endLocked().catch(() => undefined), CHECK_EVERY_MS).unref();
  }

  function close(entry: Entry): void {
    entries.delete(entry);
    if (entries.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  return {
    endLocked,

    /** Takes a place, before it is asked whether a HER-id is locked, so that no lock falls in between. Errors: TooManyStreams. */
    open(caller: Caller, herIds: readonly number[]): OpenStream {
      const own = [...entries].filter((entry) => isSame(entry.caller, caller)).length;
      if (own >= STREAMS_OF_CLIENT_MAX) throw new TooManyStreams('client', STREAMS_OF_CLIENT_MAX);
      if (entries.size >= STREAMS_MAX) throw new TooManyStreams('node', STREAMS_MAX);
      if (entries.size === 0) checkedAtMs = performance.now();
      const entry = { caller, herIds: new Set(herIds), ending: new AbortController() };
      entries.add(entry);
      keepChecking();
      return { signal: entry.ending.signal, close: () => close(entry) };
    },
  };
}

function isSame(one: Caller, other: Caller): boolean {
  return one.clientId === other.clientId && one.organizationNumber === other.organizationNumber;
}
