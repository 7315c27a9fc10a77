import { setTimeout as delay } from 'node:timers/promises';
import type { Deliverer } from './deliver.ts';
import type { Observer } from './observer.ts';
import { createSettling } from './settling.ts';
import type { Watch } from './watch.ts';

export interface BackgroundOptions {
  /** Pause between looking for what is due to be pushed, when there was nothing. */
  readonly deliverPauseMs?: number;
  /** Pause between looking at deadlines. */
  readonly watchPauseMs?: number;
  /** How long an answer may take before its deadline is noted at all. */
  readonly graceMs?: number;
}

/** What runs in the background of one process. */
export interface Background {
  /** Takes nothing new, ends what is under way, and resolves when it is written down how that went. */
  stop(): Promise<void>;
}

/** Under load the next go follows so soon: what has come free meanwhile is filled together. */
const breathMs = 10;
const tidyEveryMs = 60_000;

/** Delivers and watches until it is stopped. A step that fails is told of, and comes again. */
export function startBackground(
  deliverer: Deliverer,
  watch: Watch,
  observer: Observer,
  stopping: AbortController,
  options: BackgroundOptions = {},
): Background {
  const { deliverPauseMs = 500, watchPauseMs = 5_000, graceMs = 60_000 } = options;
  const underWay = new Set<Promise<void>>();

  async function deliverOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      const started = await deliverer.takeDue().catch((error: unknown) => {
        observer.failed('push', error);
        return [];
      });
      for (const push of started) {
        underWay.add(push);
        void push.finally(() => underWay.delete(push));
      }
      await pause(started.length > 0 ? breathMs : deliverPauseMs, [...underWay]);
    }
  }

  async function watchOn(): Promise<void> {
    const settling = createSettling(graceMs);
    let tidiedAt = Number.NEGATIVE_INFINITY;
    while (!stopping.signal.aborted) {
      try {
        await watch.follow(settling.sample(await watch.newest()) ?? 0);
        await watch.tellOverdue();
        if (performance.now() - tidiedAt > tidyEveryMs) {
          await watch.tidy();
          tidiedAt = performance.now();
        }
      } catch (error) {
        observer.failed('watch', error);
      }
      await pause(watchPauseMs);
    }
  }

  /** Ends early when something that is under way ends, or when we stop. */
  async function pause(ms: number, orUntil: readonly Promise<void>[] = []): Promise<void> {
    const timer = delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
    await (orUntil.length === 0 ? timer : Promise.race([timer, Promise.race(orUntil).then(() => delay(breathMs))]));
  }

  const running = [deliverOn(), watchOn()];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
      await Promise.all(underWay);
    },
  };
}
